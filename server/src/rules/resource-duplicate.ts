import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const resourceDuplicate = defineRule<ReadingArgs["resource-duplicate"]>({
  code: "resource-duplicate",
  severity: "error",
  says: ({ kind, namespace, name }) =>
    `${kind} "${namespace === "" ? name : `${namespace}/${name}`}" is written twice for the same cluster: the manifest that is applied later replaces this one.`,
});
