import { defineRule } from "./rule.ts";

export const filterHeaderTwice = defineRule<{ readonly header: string }>({
  code: "filter-header-twice",
  severity: "error",
  says: ({ header }) =>
    `Header "${header}" is named twice in this filter (Kuma compares in lower case, over set, add and remove), so the whole route is refused.`,
});
