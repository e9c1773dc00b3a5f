import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";
import { detailOf } from "./wording.ts";

export const schemaValue = defineRule<ReadingArgs["schema-value"]>({
  code: "schema-value",
  severity: "error",
  says: (args) =>
    `The API server refuses the value of ${args.field}: ${detailOf(args)}.${args.elsewhere === undefined ? "" : ` It is known ${args.elsewhere}.`}`,
  fixes: ({ at, args }) =>
    args.suggestion === undefined
      ? []
      : [{ title: `Change to "${args.suggestion}"`, changes: [{ set: at, value: args.suggestion }], preferred: true }],
});
