import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";
import { detailOf } from "./wording.ts";

export const metadataName = defineRule<ReadingArgs["metadata-name"]>({
  code: "metadata-name",
  severity: "error",
  says: (args) => `The API server refuses ${args.field}: ${detailOf(args)}.`,
});
