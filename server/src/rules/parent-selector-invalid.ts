import { defineRule } from "./rule.ts";

export const parentSelectorInvalid = defineRule<{ readonly gateway: string; readonly listener: string }>({
  code: "parent-selector-invalid",
  severity: "error",
  says: ({ gateway, listener }) =>
    `The namespace selector of listener "${listener}" of Gateway "${gateway}" cannot be read, which fails this whole route: nothing is made of it and it gets no status.`,
});
