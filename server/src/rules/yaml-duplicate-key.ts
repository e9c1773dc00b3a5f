import type { TextRange } from "../diagnostic.ts";
import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const yamlDuplicateKey = defineRule<ReadingArgs["yaml-duplicate-key"], TextRange>({
  code: "yaml-duplicate-key",
  severity: "warning",
  tags: ["unnecessary"],
  says: ({ key }) => `"${key}" is written again below, and kubectl silently takes the last one.`,
  fixes: ({ at, args }) => [
    { title: `Remove this "${args.key}", which has no effect`, changes: [{ removeKeyAt: at }] },
  ],
});
