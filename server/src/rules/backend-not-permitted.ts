import { grantFixes } from "./grant-fix.ts";
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
  severity: "error",
  says: ({ from, namespace, name, kind }, { controlPlane }) =>
    `No ReferenceGrant of namespace "${namespace}" permits HTTPRoutes of "${from}" to use ${kind} "${name}": ${
      controlPlane.behavior.gateways
        ? "its share of the requests is answered with 500."
        : "Kuma leaves this backend out."
    }`,
  fixes: ({ at, args }, context) =>
    grantFixes({ from: { kind: "HTTPRoute", namespace: args.from }, to: args }, at.object, context),
});
