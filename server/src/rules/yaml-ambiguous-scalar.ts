import type { TextRange } from "../diagnostic.ts";
import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const yamlAmbiguousScalar = defineRule<ReadingArgs["yaml-ambiguous-scalar"], TextRange>({
  code: "yaml-ambiguous-scalar",
  severity: "warning",
  says: ({ message }) => message,
  fixes: ({ at, args }) => {
    const { start, end } = at;
    const write = (text: string, title: string) => ({ title, changes: [{ replace: { start, end }, text }] });
    return [
      ...(typeof args.meant === "string"
        ? [{ ...write(JSON.stringify(args.text), `Quote it, to mean the text ${args.text}`), preferred: true }]
        : typeof args.meant === "number"
          ? [write(String(args.meant), `Write ${args.meant}`)]
          : []),
      ...(args.read === undefined
        ? []
        : [write(JSON.stringify(args.read), `Write ${JSON.stringify(args.read)}, as kubectl reads it`)]),
    ];
  },
});
