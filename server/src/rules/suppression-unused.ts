import type { TextRange } from "../diagnostic.ts";
import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const suppressionUnused = defineRule<ReadingArgs["suppression-unused"], TextRange>({
  code: "suppression-unused",
  severity: "information",
  tags: ["unnecessary"],
  says: ({ code }) =>
    code === ""
      ? "There is nothing here to keep silent, so this comment has no effect."
      : `There is no "${code}" here to keep silent, so naming it has no effect.`,
  fixes: ({ at, args }) => {
    const { start, end } = at;
    return args.code === ""
      ? [{ title: "Remove the comment", changes: [{ replace: { start, end }, text: "" }], preferred: true }]
      : [];
  },
});
