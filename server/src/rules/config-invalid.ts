import { defineRule } from "./rule.ts";

export const configInvalid = defineRule<{ readonly message: string }>({
  code: "config-invalid",
  severity: "error",
  says: ({ message }) => message,
});
