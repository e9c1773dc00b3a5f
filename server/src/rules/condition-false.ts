import { defineRule } from "./rule.ts";

export const conditionFalse = defineRule<{ readonly type: string; readonly reason: string }>({
  code: "condition-false",
  severity: "error",
  says: ({ type, reason }) => `Kuma reports ${type} as not fulfilled: ${reason}.`,
});
