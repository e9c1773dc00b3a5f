import { grantFixes } from "./grant-fix.ts";
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
  severity: "error",
  says: ({ from, namespace, name, kind }) =>
    `No ReferenceGrant of namespace "${namespace}" permits Gateways of "${from}" to use ${kind} "${name}": Kuma leaves out the listener.`,
  fixes: ({ at, args }, context) =>
    grantFixes({ from: { kind: "Gateway", namespace: args.from }, to: args }, at.object, context),
});
