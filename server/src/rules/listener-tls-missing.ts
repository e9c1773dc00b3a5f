import { certificateFixes } from "./certificate-fix.ts";
import { defineRule } from "./rule.ts";

export const listenerTlsMissing = defineRule<{ readonly listener: string }>({
  code: "listener-tls-missing",
  severity: "error",
  says: ({ listener }) =>
    `HTTPS listener "${listener}" has no tls, so Kuma's webhook refuses the whole MeshGateway, good listeners included.`,
  fixes: ({ at }, context) => certificateFixes({ object: at.object, path: at.path.slice(0, 3) }, context),
});
