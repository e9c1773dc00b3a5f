import { onlyChoiceFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly parent: string;
  readonly port: number;
  readonly ports: readonly number[];
}

export const parentPortMismatch = defineRule<Args>({
  code: "parent-port-mismatch",
  severity: "error",
  says: ({ parent, port, ports }) =>
    `"${parent}" has no matching listener with port ${port}${ports.length === 0 ? "" : `, only ${oneOf(ports)}`}: the route is not attached by this parentRef.`,
  fixes: ({ at, args }) => [
    ...onlyChoiceFix(at, args.ports),
    { title: "Remove the port", changes: [{ remove: { object: at.object, path: at.path } }] },
  ],
});
