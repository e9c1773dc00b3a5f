import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";
import { detailOf } from "./wording.ts";

export const metadataLabel = defineRule<ReadingArgs["metadata-label"]>({
  code: "metadata-label",
  severity: "error",
  says: (args) => `The API server refuses ${args.field}: ${detailOf(args)}.`,
});
