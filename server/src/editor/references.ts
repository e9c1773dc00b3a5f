import type { TextRange } from "../diagnostic.ts";
import type { Json } from "../kubernetes/object.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Cursor, cursorAt, valueAt } from "./cursor.ts";
import type { Mentions } from "./mentions.ts";
import { type FileRange, locatedIn, rangeIn } from "./place.ts";
import { listAt, objectAt } from "./reference.ts";
import { clustersDefining, definitionsOf, meaning, type NamedThing, namedAt, usesOf } from "./symbol.ts";

/** Every place that names the thing under the cursor, its definition first where that is wanted. */
export function referencesAt(
  workspace: Workspace,
  mentions: Mentions,
  uri: string,
  offset: number,
  withDefinition: boolean,
): readonly FileRange[] {
  const cursor = cursorAt(workspace, uri, offset);
  const thing = cursor === undefined ? undefined : namedAt(cursor);
  if (cursor === undefined || thing === undefined) return [];
  const clusters = clustersDefining(workspace, cursor.clusters, thing);
  const found = [
    ...(withDefinition ? definitionsOf(workspace, clusters, thing) : []),
    ...usesOf(workspace, mentions, clusters, thing),
  ];
  return found.map(({ uri: where, range }) => ({ uri: where, range }));
}

export interface Highlight {
  readonly range: TextRange;
  /** Defined here, or only named. */
  readonly kind: "write" | "read";
}

/** The places of the same file that mean what the cursor is on; of a hostname, those that say the same. */
export function highlightsAt(
  workspace: Workspace,
  mentions: Mentions,
  uri: string,
  offset: number,
): readonly Highlight[] {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return [];
  const thing = namedAt(cursor);
  return thing === undefined ? sameHostnames(workspace, cursor) : sameThings(workspace, mentions, cursor, thing);
}

function sameThings(
  workspace: Workspace,
  mentions: Mentions,
  { file, clusters }: Cursor,
  thing: NamedThing,
): readonly Highlight[] {
  const own = definitionsOf(workspace, clusters, thing)
    .filter(({ uri }) => uri === file.uri)
    .map(({ range }): Highlight => ({ range, kind: "write" }));
  const uses = locatedIn(file).flatMap((located) =>
    meaning(mentions.referencesOf(located.manifest), thing).map(
      (reference): Highlight => ({ range: mentions.placeOf(located, reference).range, kind: "read" }),
    ),
  );
  return [...own, ...uses].sort((a, b) => a.range.start - b.range.start);
}

function sameHostnames(workspace: Workspace, { file, manifest, path, side }: Cursor): readonly Highlight[] {
  if (side !== "value" || manifest === undefined) return [];
  const isHostname = path.at(-1) === "hostname" || (path.at(-2) === "hostnames" && path.length === 3);
  const word: Json | undefined = isHostname ? valueAt(manifest.value, path) : undefined;
  if (typeof word !== "string") return [];
  return locatedIn(file).flatMap((located) => {
    const spec = objectAt(located.manifest.value.spec);
    const paths = [
      ...listAt(spec.hostnames).flatMap((name, index) => (name === word ? [["spec", "hostnames", index]] : [])),
      ...listAt(spec.listeners).flatMap((listener, index) =>
        objectAt(listener).hostname === word ? [["spec", "listeners", index, "hostname"]] : [],
      ),
    ];
    return paths.map((where): Highlight => ({ range: rangeIn(workspace, located, where).range, kind: "read" }));
  });
}
