import { defineRule } from "./rule.ts";

export const listenerCertificatesTooMany = defineRule<{ readonly count: number }>({
  code: "listener-certificates-too-many",
  severity: "error",
  marks: "key",
  says: ({ count }) =>
    `Kuma's webhook refuses a listener with more than 2 certificates (here ${count}), and with it the whole MeshGateway.`,
});
