import { defineRule } from "./rule.ts";

export const filterHeaderTwice = defineRule<{ readonly header: string }>({
  code: "filter-header-twice",
  severity: "error",
  says: ({ header }) =>
    `Header "${header}" is named twice in this filter (Kuma compares in lower case, over set, add and remove), so the whole route is refused.`,
  fixes: ({ at }) => {
    const path = at.path.at(-1) === "name" ? at.path.slice(0, -1) : at.path;
    return typeof path.at(-1) === "number"
      ? [{ title: "Remove this one", changes: [{ remove: { object: at.object, path } }] }]
      : [];
  },
});
