import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const schemaType = defineRule<ReadingArgs["schema-type"]>({
  code: "schema-type",
  severity: "error",
  says: ({ field, detail }) => `The API server refuses the type of ${field === "" ? "this" : field}: ${detail}.`,
});
