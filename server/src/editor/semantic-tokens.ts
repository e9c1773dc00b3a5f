import type { TextRange } from "../diagnostic.ts";
import { keyText } from "../kubernetes/object.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Mentions } from "./mentions.ts";
import { locatedIn } from "./place.ts";

/** A word that names another object, and whether that is in the files. */
export interface ReferenceToken {
  readonly range: TextRange;
  readonly resolved: boolean;
}

export function referenceTokens(workspace: Workspace, mentions: Mentions, uri: string): readonly ReferenceToken[] {
  const file = workspace.file(uri);
  if (file === undefined) return [];
  const seen = new Set<number>();
  const found = workspace.map(
    "references",
    workspace.once("manifests", () => locatedIn(file)),
    (place) =>
      mentions.referencesOf(place.manifest).map((reference): ReferenceToken => {
        const id = keyText(reference.target);
        const resolved = file.clusters.some(({ store }) => store.peekManifests(id).length > 0);
        return { range: mentions.placeOf(place, reference).range, resolved };
      }),
  );
  return found
    .flat()
    .sort((a, b) => a.range.start - b.range.start)
    .filter(({ range }) => !seen.has(range.start) && seen.add(range.start) !== undefined);
}
