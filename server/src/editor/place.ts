import type { TextRange } from "../diagnostic.ts";
import { type FieldPath, keyText } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Located, SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Where something stands in the workspace. */
export interface FileRange {
  readonly uri: string;
  readonly range: TextRange;
}

/** Where a place of an authored object is written; `undefined` for objects that nobody wrote. */
export function rangeOfPlace(workspace: Workspace, cluster: ClusterState, place: Place): FileRange | undefined {
  const located = workspace.locate(cluster, keyText(place.object));
  return located === undefined ? undefined : rangeIn(workspace, located, place.path, place.side ?? "value");
}

/** The range of a field in the manifest that it is written in. */
export function rangeIn(
  workspace: Workspace,
  { file, part, start, manifest }: Located,
  path: FieldPath,
  side: "key" | "value" | "entry" = "value",
  glance?: () => TextRange | undefined,
): FileRange {
  const range = workspace.rangeOf(part, [...manifest.path, ...path], side, glance);
  return { uri: file.uri, range: { start: start + range.start, end: start + range.end } };
}

/** The manifests of a file with where they are written, as `rangeIn` wants them. */
export function locatedIn(file: SourceFile): readonly Located[] {
  return file.manifests.flatMap(({ manifest, part: at }): Located[] => {
    const part = file.reading.parts[at];
    return part === undefined ? [] : [{ file, part, start: file.reading.starts[at] ?? 0, manifest }];
  });
}
