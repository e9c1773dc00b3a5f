import { defineRule } from "./rule.ts";

/** Only with the CRDs of 1.0; later ones refuse it. A TLS listener is another finding. */
export const listenerPassthroughDropped = defineRule<{ readonly listener: string }>({
  code: "listener-passthrough-dropped",
  severity: "error",
  says: ({ listener }) =>
    `Kuma's gateways always end TLS themselves: it drops the tls of listener "${listener}", and then its webhook refuses the whole MeshGateway.`,
  fixes: ({ at }) => [{ title: "Change to Terminate", changes: [{ set: at, value: "Terminate" }] }],
});
