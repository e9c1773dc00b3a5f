import { defineRule } from "./rule.ts";

export const listenerTlsMissing = defineRule<{ readonly listener: string }>({
  code: "listener-tls-missing",
  severity: "error",
  says: ({ listener }) =>
    `HTTPS listener "${listener}" has no tls, so Kuma's webhook refuses the whole MeshGateway, good listeners included.`,
});
