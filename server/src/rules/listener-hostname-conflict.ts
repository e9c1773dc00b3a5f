import { defineRule } from "./rule.ts";

export const listenerHostnameConflict = defineRule<{ readonly hostname: string; readonly port: number }>({
  code: "listener-hostname-conflict",
  severity: "error",
  says: ({ hostname, port }) =>
    `Several listeners of port ${port} have ${hostname === "" ? "no hostname" : `the hostname "${hostname}"`}: Kuma leaves out all of them, none is preferred.`,
});
