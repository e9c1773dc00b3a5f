import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

export const resourceDuplicate = defineRule<ReadingArgs["resource-duplicate"]>({
  code: "resource-duplicate",
  // Files of one folder are mostly applied together; folders are often alternatives of which one is chosen.
  severity: ({ other }, { world }) =>
    other === "same file" || world.complete ? "error" : other === "same folder" ? "warning" : "information",
  says: ({ kind, namespace, name, other }) => {
    const display = `${kind} "${namespace === "" ? name : `${namespace}/${name}`}"`;
    return other === "elsewhere"
      ? `${display} is written again in another folder, and that manifest is what is shown here; if they are for different clusters, say so in .gateway-lens.yaml.`
      : `${display} is written twice for the same cluster: the manifest that is applied later replaces this one.`;
  },
  fixes: ({ at, args }) =>
    args.other === "elsewhere"
      ? []
      : [{ title: `Remove this manifest of ${args.kind} "${args.name}"`, changes: [{ removeManifest: at.object }] }],
});
