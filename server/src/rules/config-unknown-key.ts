import { defineRule } from "./rule.ts";

export const configUnknownKey = defineRule<{ readonly message: string }>({
  code: "config-unknown-key",
  severity: "warning",
  marks: "key",
  says: ({ message }) => message,
});
