import { grantFixes, missingGrantNote, severityOfMissingGrant } from "./grant-fix.ts";
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
  severity: (args, context) => severityOfMissingGrant(args, context),
  says: (args, context) =>
    `No ReferenceGrant of namespace "${args.namespace}" permits HTTPRoutes of "${args.from}" to mirror to ${args.kind} "${args.name}"; Kuma's webhook refuses what comes of it, and the whole route is lost.${missingGrantNote(args, context)}`,
  fixes: ({ at, args }, context) =>
    grantFixes({ from: { kind: "HTTPRoute", namespace: args.from }, to: args }, at.object, context),
});
