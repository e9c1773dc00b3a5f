import type { TextRange } from "../diagnostic.ts";
import { type FieldPath, type Json, startsWith } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { PartReading } from "../workspace/reading.ts";
import type { Located, SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { pathAt } from "../yaml/path-at.ts";
import type { YamlNode } from "../yaml/tree.ts";

/** What stands at an offset of a file. */
export interface Cursor {
  readonly file: SourceFile;
  readonly part: PartReading;
  /** Where the document begins in the file. */
  readonly start: number;
  /** Where the cursor is in the document. */
  readonly offset: number;
  /** The object that the cursor is in, where the document is one. */
  readonly manifest: Manifest | undefined;
  /** In the object (not in the document: a List's items are objects). */
  readonly path: FieldPath;
  readonly side: "key" | "value" | "entry";
  /** The word under the cursor, in the file. */
  readonly range: TextRange;
  readonly node: YamlNode | undefined;
  /** The file's clusters; the first one answers where one answer is wanted. */
  readonly clusters: readonly ClusterState[];
}

export function cursorAt(workspace: Workspace, uri: string, offset: number): Cursor | undefined {
  const file = workspace.file(uri);
  if (file === undefined) return undefined;
  const at = file.reading.starts.findLastIndex((start) => start <= offset);
  const part = file.reading.parts[at];
  const start = file.reading.starts[at];
  if (part === undefined || start === undefined) return undefined;
  const found = pathAt(workspace.tree(part).tree, offset - start);
  if (found === undefined) return undefined;
  const manifest = file.manifests.find(
    (entry) => entry.part === at && startsWith(found.path, entry.manifest.path),
  )?.manifest;
  return {
    file,
    part,
    start,
    offset: offset - start,
    manifest,
    path: found.path.slice(manifest?.path.length ?? 0),
    side: found.side,
    range: { start: start + found.range.start, end: start + found.range.end },
    node: found.node,
    clusters: file.clusters,
  };
}

/** The cursor's own manifest, as `rangeIn` wants it. */
export function locatedAt({ file, part, start, manifest }: Cursor): Located | undefined {
  return manifest === undefined ? undefined : { file, part, start, manifest };
}

/** The value at a path, as written. */
export function valueAt(value: Json | undefined, path: FieldPath): Json | undefined {
  let here = value;
  for (const step of path) {
    if (here === null || typeof here !== "object") return undefined;
    here = Array.isArray(here)
      ? typeof step === "number"
        ? (here as readonly Json[])[step]
        : undefined
      : (here as { readonly [field: string]: Json | undefined })[String(step)];
  }
  return here;
}
