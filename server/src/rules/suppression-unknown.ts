import type { TextRange } from "../diagnostic.ts";
import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const suppressionUnknown = defineRule<ReadingArgs["suppression-unknown"], TextRange>({
  code: "suppression-unknown",
  severity: "warning",
  says: ({ code }) => `No finding is called "${code}", so this keeps nothing silent.`,
  fixes: ({ at, args }) => {
    const { start, end } = at;
    return args.nearest === undefined
      ? []
      : [
          {
            title: `Change to "${args.nearest}"`,
            changes: [{ replace: { start, end }, text: args.nearest }],
            preferred: true,
          },
        ];
  },
});
