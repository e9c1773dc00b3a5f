import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const schemaRequired = defineRule<ReadingArgs["schema-required"]>({
  code: "schema-required",
  severity: "error",
  says: ({ field, kind }) => `${field} is missing, without which the API server refuses the ${kind}.`,
});
