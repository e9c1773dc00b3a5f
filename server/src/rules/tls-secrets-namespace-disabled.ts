import { defineRule } from "./rule.ts";

export const tlsSecretsNamespaceDisabled = defineRule<{ readonly namespace: string; readonly name: string }>({
  code: "tls-secrets-namespace-disabled",
  severity: "error",
  says: ({ namespace }, { controlPlane }) =>
    `The control plane reads Secrets of namespace "${controlPlane.settings.systemNamespace}" only, not of "${namespace}", so this Gateway comes to nothing and gets no status; install Kuma with controlPlane.supportGatewaySecretsInAllNamespaces=true.`,
});
