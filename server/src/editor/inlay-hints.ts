import type { TextRange } from "../diagnostic.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { share } from "./hover.ts";
import { locatedIn, rangeIn } from "./place.ts";
import { listAt, objectAt } from "./reference.ts";

/** Something that is so without being written. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
}

/** The share of requests that each of several backends gets. */
export function inlayHints(workspace: Workspace, uri: string, within: TextRange): readonly InlayHint[] {
  const file = workspace.file(uri);
  const [cluster] = file?.clusters ?? [];
  if (file === undefined || cluster === undefined) return [];
  return locatedIn(file).flatMap((place): InlayHint[] => {
    const { manifest, start, part } = place;
    if (manifest.key.kind !== "HTTPRoute" || start > within.end || start + part.text.length < within.start) return [];
    const hints: InlayHint[] = [];
    const after = (path: readonly (string | number)[]) => rangeIn(workspace, place, path).range.end;
    listAt(objectAt(manifest.value.spec).rules).forEach((rule, at) => {
      const backends = listAt(objectAt(rule).backendRefs).map(objectAt);
      if (backends.length < 2) return;
      const weights = backends.map(({ weight }) => (typeof weight === "number" ? weight : 1));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      weights.forEach((weight, index) => {
        const base = ["spec", "rules", at, "backendRefs", index];
        const field = backends[index]?.weight === undefined ? "name" : "weight";
        const text = total === 0 ? "0 %" : share(weight, total);
        hints.push({
          offset: after([...base, field]),
          text,
          tooltip: `${weight} of ${total}: its share of this rule's requests`,
        });
      });
    });
    return hints.filter(({ offset }) => offset >= within.start && offset <= within.end);
  });
}
