import type { TextRange } from "../diagnostic.ts";
import { keyText } from "../kubernetes/object.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { locatedIn, rangeIn } from "./place.ts";
import { referencesIn } from "./reference.ts";

/** A word that names another object, and whether that is in the files. */
export interface ReferenceToken {
  readonly range: TextRange;
  readonly resolved: boolean;
}

export function referenceTokens(workspace: Workspace, uri: string): readonly ReferenceToken[] {
  const file = workspace.file(uri);
  if (file === undefined) return [];
  const seen = new Set<number>();
  return locatedIn(file)
    .flatMap((place) =>
      referencesIn(place.manifest).map(({ path, target }): ReferenceToken => {
        const resolved = file.clusters.some((cluster) => workspace.locate(cluster, keyText(target)) !== undefined);
        return { range: rangeIn(workspace, place, path).range, resolved };
      }),
    )
    .sort((a, b) => a.range.start - b.range.start)
    .filter(({ range }) => !seen.has(range.start) && seen.add(range.start) !== undefined);
}
