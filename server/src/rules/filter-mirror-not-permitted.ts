import { grantFixes } from "./grant-fix.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly from: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly group: string;
}

export const filterMirrorNotPermitted = defineRule<Args>({
  code: "filter-mirror-not-permitted",
  severity: "error",
  says: ({ from, namespace, name, kind }) =>
    `No ReferenceGrant of namespace "${namespace}" permits HTTPRoutes of "${from}" to mirror to ${kind} "${name}"; Kuma's webhook refuses what comes of it, and the whole route is lost.`,
  fixes: ({ at, args }, context) =>
    grantFixes({ from: { kind: "HTTPRoute", namespace: args.from }, to: args }, at.object, context),
});
