import { settingsFile } from "../../../shared/src/settings.ts";
import type { Fix, TextRange } from "../diagnostic.ts";
import { keyText } from "../kubernetes/object.ts";
import { applyFix, type TextDoor } from "../rules/apply-fix.ts";
import { type Rendered, suppression } from "../rules/render.ts";
import type { FixPlan } from "../rules/rule.ts";
import { locateManifest } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Marked } from "./marks.ts";

/** The fixes of a finding as edits of the texts that there are now. */
export function fixesOf(
  workspace: Workspace,
  uri: string,
  { rendered, cluster, part, manifest, range }: Marked,
): readonly Fix[] {
  const file = workspace.file(uri);
  if (file === undefined) return [];
  const start = file.reading.starts[part] ?? 0;
  const shift = (at: Rendered["at"]) => ("object" in at ? at : { start: at.start + start, end: at.end + start });
  const door: TextDoor = {
    uri,
    settingsUri: `${file.project.root}/${settingsFile}`,
    text: (asked) => {
      const content = workspace.file(asked)?.content;
      return typeof content === "string" ? content : undefined;
    },
    manifest: (key) => {
      const id = keyText(key);
      const located =
        manifest?.id === id
          ? locateManifest(file, manifest)
          : cluster === undefined
            ? undefined
            : workspace.locate(cluster, id);
      if (located === undefined) return undefined;
      return {
        uri: located.file.uri,
        start: located.start,
        tree: workspace.tree(located.part).tree,
        path: located.manifest.path,
      };
    },
  };
  const plans: readonly FixPlan[] = [
    ...rendered.fixes(),
    ...suppression({ ...rendered, at: "object" in rendered.at ? rendered.at : range } as Rendered),
  ];
  return plans.flatMap((plan) => {
    const moved = { ...plan, changes: plan.changes.map((change) => movedChange(change, shift)) };
    return applyFix(moved, door) ?? [];
  });
}

function movedChange(
  change: FixPlan["changes"][number],
  shift: (at: Rendered["at"]) => Rendered["at"],
): FixPlan["changes"][number] {
  if ("replace" in change) return { ...change, replace: shift(change.replace) as TextRange };
  if ("removeKeyAt" in change) return { removeKeyAt: shift(change.removeKeyAt) as TextRange };
  if ("suppress" in change && !("object" in change.at)) return { ...change, at: shift(change.at) as TextRange };
  return change;
}
