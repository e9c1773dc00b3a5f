import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** Only with the CRDs of 1.0; later ones refuse it. A TLS listener is another finding. */
export const listenerPassthroughDropped = defineAdvice({
  code: "listener-passthrough-dropped",
  kinds: [gatewayKind],
  severity: "warning",
  says: ({ listener }: { readonly listener: string }) =>
    `Kuma's gateways always end TLS themselves; it drops the tls of listener "${listener}", and then its webhook refuses the whole MeshGateway.`,
  *check(gateway, context) {
    for (const [index, { name, protocol, tls }] of gateway.spec.listeners.entries()) {
      if (protocol !== "HTTPS" || tls?.mode !== "Passthrough" || !isKumas(gateway, context)) continue;
      yield { at: at(keyOf(gateway), "spec", "listeners", index, "tls", "mode"), args: { listener: name } };
    }
  },
  fixes: ({ at }) => [{ title: "Change to Terminate", changes: [{ set: at, value: "Terminate" }] }],
});
