import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const schemaValue = defineRule<ReadingArgs["schema-value"]>({
  code: "schema-value",
  severity: "error",
  says: ({ field, detail, elsewhere }) =>
    `The API server refuses the value of ${field}: ${detail}.${elsewhere === undefined ? "" : ` It is known ${elsewhere}.`}`,
  fixes: ({ at, args }) =>
    args.suggestion === undefined
      ? []
      : [{ title: `Change to "${args.suggestion}"`, changes: [{ set: at, value: args.suggestion }], preferred: true }],
});
