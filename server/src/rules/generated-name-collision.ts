import { defineRule } from "./rule.ts";

export const generatedNameCollision = defineRule<{
  readonly kind: string;
  readonly name: string;
  readonly other: string;
}>({
  code: "generated-name-collision",
  severity: "error",
  says: ({ kind, name, other }) =>
    `Kuma would call what it makes of this object ${kind} "${name}", which ${other} has already: this one comes to nothing and gets no status.`,
});
