import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const schemaDuplicateItem = defineRule<ReadingArgs["schema-duplicate-item"]>({
  code: "schema-duplicate-item",
  severity: "error",
  marks: "entry",
  says: ({ field, kind }) => `${field} repeats an earlier item of its list, so the API server refuses the ${kind}.`,
  fixes: ({ at }) =>
    typeof at.path.at(-1) === "number"
      ? [{ title: "Remove the repeated item", changes: [{ remove: { object: at.object, path: at.path } }] }]
      : [],
});
