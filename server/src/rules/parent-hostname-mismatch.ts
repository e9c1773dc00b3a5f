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
    const first = { object: at.object, path: ["spec", "hostnames", 0] };
    const wanted = args.listenerHostnames.filter((name) => name !== "");
    const spelling = spellingFix(
      first,
      hostname,
      wanted.filter((name) => !name.startsWith("*")),
    );
    if (spelling.length > 0) return spelling;
    const [label = ""] = hostname.split(".");
    return wanted
      .filter((name) => name.startsWith("*."))
      .slice(0, 3)
      .map((name) => `${label === "*" ? "*" : label}${name.slice(1)}`)
      .map((value) => ({ title: `Change to "${value}"`, changes: [{ set: first, value }] }));
  },
});
