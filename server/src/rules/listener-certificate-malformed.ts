import { defineRule } from "./rule.ts";

export const listenerCertificateMalformed = defineRule<{ readonly namespace: string; readonly name: string }>({
  code: "listener-certificate-malformed",
  severity: "error",
  says: ({ namespace, name }) =>
    `Kuma cannot read a certificate and one private key from Secret "${namespace}/${name}": it leaves out the listener.`,
});
