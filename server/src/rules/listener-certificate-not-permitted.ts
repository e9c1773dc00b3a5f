import { grantFixes, missingGrantNote, severityOfMissingGrant } from "./grant-fix.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly from: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly group: string;
}

export const listenerCertificateNotPermitted = defineRule<Args>({
  code: "listener-certificate-not-permitted",
  severity: (args, context) => severityOfMissingGrant(args, context),
  says: (args, context) =>
    `No ReferenceGrant of namespace "${args.namespace}" permits Gateways of "${args.from}" to use ${args.kind} "${args.name}": Kuma leaves out the listener.${missingGrantNote(args, context)}`,
  fixes: ({ at, args }, context) =>
    grantFixes({ from: { kind: "Gateway", namespace: args.from }, to: args }, at.object, context),
});
