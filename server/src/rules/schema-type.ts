import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";
import { detailOf } from "./wording.ts";

export const schemaType = defineRule<ReadingArgs["schema-type"]>({
  code: "schema-type",
  severity: "error",
  says: (args) => `The API server refuses the type of ${args.field === "" ? "this" : args.field}: ${detailOf(args)}.`,
});
