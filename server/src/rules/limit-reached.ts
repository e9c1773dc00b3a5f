import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const limitReached = defineRule<ReadingArgs["limit-reached"]>({
  code: "limit-reached",
  severity: "information",
  says: ({ message }) => `Gateway Lens has left this out: ${message}`,
});
