import { spellingFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly gateway: string;
  readonly hostnames: readonly string[];
  readonly listenerHostnames: readonly string[];
}

export const parentHostnameMismatch = defineRule<Args>({
  code: "parent-hostname-mismatch",
  severity: "error",
  says: ({ gateway, hostnames, listenerHostnames }) =>
    `No hostname of the route (${oneOf(hostnames)}) goes with a listener of Gateway "${gateway}"${listenerHostnames.length === 0 ? "" : ` (${oneOf(listenerHostnames)})`}: the route is not attached.`,
  fixes: ({ at, args }) => {
    const [hostname, ...others] = args.hostnames;
    if (hostname === undefined || others.length > 0) return [];
    const exact = args.listenerHostnames.filter((name) => name !== "" && !name.startsWith("*"));
    const first = { object: at.object, path: ["spec", "hostnames", 0] };
    return spellingFix(first, hostname, exact);
  },
});
