import { defineRule } from "./rule.ts";

export const reconcileError = defineRule<{ readonly kind: string; readonly name: string }>({
  code: "reconcile-error",
  severity: "error",
  says: ({ kind, name }) =>
    `Kuma fails to work on ${kind} "${name}": only the log of its control plane tells, and the object gets no status.`,
});
