import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const metadataName = defineRule<ReadingArgs["metadata-name"]>({
  code: "metadata-name",
  severity: "error",
  says: ({ field, detail }) => `The API server refuses ${field}: ${detail}.`,
});
