import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const metadataLabel = defineRule<ReadingArgs["metadata-label"]>({
  code: "metadata-label",
  severity: "error",
  says: ({ field, detail }) => `The API server refuses ${field}: ${detail}.`,
});
