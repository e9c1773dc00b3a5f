import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { removeFix } from "./ignored-field.ts";
import { defineRule, type FixPlan } from "./rule.ts";

export const schemaUnknownField = defineRule<ReadingArgs["schema-unknown-field"]>({
  code: "schema-unknown-field",
  severity: "error",
  marks: "key",
  says: ({ kind, field, suggestion }) =>
    `${kind} has no field ${field}${suggestion === undefined ? "" : ` (did you mean ${suggestion}?)`}: kubectl apply refuses it, and the API server would drop it.`,
  fixes: ({ at, args }): readonly FixPlan[] =>
    args.suggestion === undefined
      ? removeFix(at)
      : [
          {
            title: `Rename to "${args.suggestion}"`,
            changes: [{ rename: at, key: args.suggestion }],
            preferred: true,
          },
          ...removeFix(at),
        ],
});
