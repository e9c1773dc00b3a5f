import { grantFixes, missingGrantNote, severityOfMissingGrant } from "./grant-fix.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly from: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly group: string;
}

export const backendNotPermitted = defineRule<Args>({
  code: "backend-not-permitted",
  severity: (args, context) => severityOfMissingGrant(args, context),
  says: (args, context) =>
    `No ReferenceGrant of namespace "${args.namespace}" permits HTTPRoutes of "${args.from}" to use ${args.kind} "${args.name}": ${
      context.controlPlane.behavior.gateways
        ? "its share of the requests is answered with 500."
        : "Kuma leaves this backend out."
    }${missingGrantNote(args, context)}`,
  fixes: ({ at, args }, context) =>
    grantFixes({ from: { kind: "HTTPRoute", namespace: args.from }, to: args }, at.object, context),
});
