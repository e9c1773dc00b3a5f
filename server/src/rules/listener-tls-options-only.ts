import { defineRule } from "./rule.ts";

export const listenerTlsOptionsOnly = defineRule<{ readonly listener: string }>({
  code: "listener-tls-options-only",
  severity: "error",
  marks: "key",
  says: ({ listener }) =>
    `Listener "${listener}" has TLS options but no certificateRefs; Kuma ignores the options, and its webhook refuses the whole MeshGateway.`,
});
