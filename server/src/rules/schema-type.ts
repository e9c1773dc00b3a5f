import type { Json } from "../kubernetes/object.ts";
import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";
import { detailOf } from "./wording.ts";

export const schemaType = defineRule<ReadingArgs["schema-type"]>({
  code: "schema-type",
  severity: "error",
  says: (args) => `The API server refuses the type of ${args.field === "" ? "this" : args.field}: ${detailOf(args)}.`,
  fixes: ({ at, args }) => {
    const value = meant(args.detail, args.written);
    return value === undefined
      ? []
      : [{ title: `Change to ${JSON.stringify(value)}`, changes: [{ set: at, value }], preferred: true }];
  },
});

/** The same as the type that the server asks for: a quoted number, a number for a text. */
function meant(detail: string, written: Json | undefined): Json | undefined {
  const wanted = /must be of type (\w+)/.exec(detail)?.[1];
  if (wanted === "string" && (typeof written === "number" || typeof written === "boolean")) return String(written);
  if (typeof written !== "string") return undefined;
  if (wanted === "integer" && /^-?\d{1,9}$/.test(written)) return Number(written);
  return wanted === "boolean" && /^(true|false)$/.test(written) ? written === "true" : undefined;
}
