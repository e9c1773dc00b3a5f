import { type Gateway, gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

const instead: Readonly<Record<string, string>> = {
  addresses: "the address is that of the generated Service (a MeshGatewayConfig can ask for a loadBalancerIP)",
  infrastructure: "a MeshGatewayConfig has templates for the Service and the pods",
  allowedListeners: "no release of Kuma reads ListenerSets",
  tls: "client certificates are not checked, and the mesh's own mTLS is used to backends",
  backendTLS: "the mesh's own mTLS is used to backends",
  defaultScope: "routes must name their Gateway",
};

export const gatewayFieldIgnored = defineAdvice({
  code: "gateway-field-ignored",
  kinds: [gatewayKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: ({ field }: { readonly field: string }) => `Kuma ignores ${field} of a Gateway: ${instead[field]}.`,
  *check(gateway, context) {
    for (const field of Object.keys(instead)) {
      if (!saysSomething(gateway.spec, field) || !isKumas(gateway, context)) continue;
      yield { at: at(keyOf(gateway), "spec", field), args: { field } };
    }
  },
  fixes: ({ at }) => removeFix(at),
});

/** An address without a value leaves the choice open, as Kuma does. */
function saysSomething(spec: Gateway["spec"], field: string): boolean {
  if (field === "addresses") return spec.addresses?.some(({ value }) => value !== undefined) ?? false;
  return Object.hasOwn(spec, field);
}
