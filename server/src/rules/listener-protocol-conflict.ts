import { defineRule } from "./rule.ts";

export const listenerProtocolConflict = defineRule<{ readonly port: number }>({
  code: "listener-protocol-conflict",
  severity: "error",
  says: ({ port }) =>
    `Listeners of port ${port} have different protocols: Kuma leaves out all of them, none is preferred.`,
});
