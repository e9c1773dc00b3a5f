import { certificateFixes } from "./certificate-fix.ts";
import { defineRule } from "./rule.ts";

export const listenerTlsOptionsOnly = defineRule<{ readonly listener: string }>({
  code: "listener-tls-options-only",
  severity: "error",
  marks: "key",
  says: ({ listener }) =>
    `Listener "${listener}" has TLS options but no certificateRefs; Kuma ignores the options, and its webhook refuses the whole MeshGateway.`,
  fixes: ({ at }, context) => {
    const listener = { object: at.object, path: at.path.slice(0, 3) };
    const options = { object: at.object, path: [...listener.path, "tls", "options"] };
    return certificateFixes(listener, context, [{ remove: options }]);
  },
});
