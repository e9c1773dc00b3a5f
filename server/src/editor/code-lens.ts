import type { TextRange } from "../diagnostic.ts";
import { keyFromText, type ObjectKey } from "../kubernetes/object.ts";
import type { Generated } from "../kuma/place.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Query } from "../workspace/database.ts";
import { deepEqual } from "../workspace/equal.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { PartReading } from "../workspace/reading.ts";
import type { Located } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { glanceIn } from "./glance.ts";
import type { Mentions } from "./mentions.ts";
import { becoming } from "./outcome.ts";
import { locatedIn, rangeIn } from "./place.ts";
import { usesOf } from "./symbol.ts";

/** A line above a thing that says something about it. */
export interface CodeLens {
  readonly range: TextRange;
  readonly title: string;
  /** The place whose references, or whose generated resources, a click shows. */
  readonly at: number;
  /** What a click shows. */
  readonly shows: "generated" | "references";
}

/** What a lens says of an object: small, so that it can be kept where the outcome itself is not. */
interface Summary {
  readonly title: string | undefined;
  readonly listeners: readonly { readonly index: number; readonly attachedRoutes: number }[];
}

/** Relative to the document. */
interface Places {
  readonly kind: TextRange;
  readonly name: number;
}

/** What becomes of each object, how many routes a listener has, and who refers to a Service. */
export function createCodeLenses(workspace: Workspace, mentions: Mentions): (uri: string) => readonly CodeLens[] {
  const queries = new WeakMap<ClusterState, Query<string, Summary>>();
  const known = new WeakMap<PartReading, Map<Manifest, Places>>();

  function summaryOf(cluster: ClusterState, id: string): Summary {
    let query = queries.get(cluster);
    if (query === undefined) {
      query = { name: "lens", run: (_, key) => summarized(cluster, keyFromText(key)), equals: deepEqual };
      queries.set(cluster, query);
    }
    return workspace.db.get(query, id);
  }

  function placesOf(place: Located): Places {
    const { part, manifest, start } = place;
    const ofPart = known.get(part) ?? new Map<Manifest, Places>();
    known.set(part, ofPart);
    let places = ofPart.get(manifest);
    if (places === undefined) {
      const kind = glanceIn(workspace, place, ["kind"]).range;
      const name = glanceIn(workspace, place, ["metadata", "name"]).range.start;
      places = { kind: { start: kind.start - start, end: kind.end - start }, name: name - start };
      ofPart.set(manifest, places);
      workspace.checkpoint();
    }
    const { kind, name } = places;
    return { kind: { start: kind.start + start, end: kind.end + start }, name: name + start };
  }

  return (uri) => {
    const file = workspace.file(uri);
    const [cluster] = file?.clusters ?? [];
    if (file === undefined || cluster === undefined) return [];
    return locatedIn(file).flatMap((place): CodeLens[] => {
      const { key, id } = place.manifest;
      if (key.kind === "Service" && key.group === "") {
        const uses = usesOf(workspace, mentions, file.clusters, { target: key, path: [] });
        if (uses.length === 0) return [];
        const { kind, name } = placesOf(place);
        return [{ range: kind, title: count(uses.length, "reference"), at: name, shows: "references" }];
      }
      if (key.kind === "GatewayClass") return [];
      const { title, listeners } = summaryOf(cluster, id);
      if (title === undefined) return [];
      const { kind, name } = placesOf(place);
      return [
        { range: kind, title, at: name, shows: "generated" },
        ...listeners.map(({ index, attachedRoutes }): CodeLens => {
          const range = rangeIn(workspace, place, ["spec", "listeners", index], "key").range;
          const at = rangeIn(workspace, place, ["spec", "listeners", index, "name"]).range.start;
          return { range, title: count(attachedRoutes, "attached route"), at, shows: "references" };
        }),
      ];
    });
  };
}

function summarized({ view }: ClusterState, key: ObjectKey): Summary {
  const { reconciled, generated, statuses } = becoming(view, key);
  if (!reconciled) return { title: undefined, listeners: [] };
  const listeners = statuses.flatMap(({ index, attachedRoutes, of }) =>
    index === undefined || attachedRoutes === undefined || !of.startsWith("listener ")
      ? []
      : [{ index, attachedRoutes }],
  );
  return { title: describeGenerated(generated), listeners };
}

function describeGenerated(generated: readonly Generated[]): string {
  if (generated.length === 0) return "Kuma generates nothing";
  const kinds = new Map<string, number>();
  for (const { key } of generated) kinds.set(key.kind, (kinds.get(key.kind) ?? 0) + 1);
  return `Kuma generates ${[...kinds].map(([kind, times]) => (times === 1 ? kind : `${times} × ${kind}`)).join(", ")}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
