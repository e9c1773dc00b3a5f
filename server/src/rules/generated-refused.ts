import { defineRule } from "./rule.ts";

export const generatedRefused = defineRule<{ readonly kind: string; readonly name: string }>({
  code: "generated-refused",
  severity: "error",
  says: ({ kind, name }) => `The cluster refuses ${kind} "${name}", which Kuma would make of this object.`,
});
