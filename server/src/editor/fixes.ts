import { settingsFile } from "../../../shared/src/settings.ts";
import type { Fix, TextRange } from "../diagnostic.ts";
import { keyText } from "../kubernetes/object.ts";
import { applyFix, type TextDoor } from "../rules/apply-fix.ts";
import { type Rendered, suppression } from "../rules/render.ts";
import type { FixPlan } from "../rules/rule.ts";
import { type Located, locateManifest, type SourceFile } from "../workspace/source-file.ts";
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
  const door = textDoor(workspace, file, (id) => {
    if (manifest?.id === id) return locateManifest(file, manifest);
    return cluster === undefined ? undefined : workspace.locate(cluster, id);
  });
  const plans: readonly FixPlan[] = [
    ...rendered.fixes(),
    ...suppression({ ...rendered, at: "object" in rendered.at ? rendered.at : range } as Rendered),
  ];
  return plans.flatMap((plan) => {
    const moved = { ...plan, changes: plan.changes.map((change) => movedChange(change, shift)) };
    return applyFix(moved, door) ?? [];
  });
}

/** The texts that there are now, for changes of a file and of the objects that `locate` finds. */
export function textDoor(
  workspace: Workspace,
  { uri, project }: SourceFile,
  locate: (id: string) => Located | undefined,
): TextDoor {
  return {
    uri,
    settingsUri: `${project.root}/${settingsFile}`,
    text: (asked) => {
      const content = workspace.file(asked)?.content;
      return typeof content === "string" ? content : undefined;
    },
    manifest: (key) => {
      const located = locate(keyText(key));
      if (located === undefined) return undefined;
      const { file, start, part, manifest } = located;
      return { uri: file.uri, start, tree: workspace.tree(part).tree, path: manifest.path };
    },
  };
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
