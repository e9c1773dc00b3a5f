import { defineRule } from "./rule.ts";

export const matchEmptyList = defineRule<{ readonly rule: number }>({
  code: "match-empty-list",
  severity: "error",
  marks: "entry",
  says: () =>
    "An empty list of matches makes Kuma write a null that the API server refuses, and the whole route is lost; leave matches out to match everything.",
  fixes: ({ at, args }) => [
    {
      title: "Remove matches, to match everything",
      changes: [{ remove: { object: at.object, path: ["spec", "rules", args.rule, "matches"] } }],
      preferred: true,
    },
  ],
});
