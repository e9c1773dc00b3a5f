import { defineRule } from "./rule.ts";

export const filterHeaderEmpty = defineRule<{ readonly filter: string }>({
  code: "filter-header-empty",
  severity: "error",
  marks: "key",
  says: ({ filter }) =>
    `A ${filter} that sets, adds and removes nothing is refused by Kuma's webhook, and the whole route is lost.`,
  fixes: ({ at }) => {
    const filters = at.path.lastIndexOf("filters");
    return filters < 0
      ? []
      : [
          {
            title: "Remove the filter",
            changes: [{ remove: { object: at.object, path: at.path.slice(0, filters + 2) } }],
            preferred: true,
          },
        ];
  },
});
