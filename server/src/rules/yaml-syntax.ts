import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const yamlSyntax = defineRule<ReadingArgs["yaml-syntax"]>({
  code: "yaml-syntax",
  severity: "error",
  says: ({ message }) => `kubectl cannot read this document: ${message}`,
});
