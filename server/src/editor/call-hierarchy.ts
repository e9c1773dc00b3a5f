import { displayName, keyText, type ObjectKey } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { cursorAt } from "./cursor.ts";
import { glanceIn } from "./glance.ts";
import type { Mentions } from "./mentions.ts";
import { type FileRange, rangeIn } from "./place.ts";
import { type Role, referencesIn } from "./reference.ts";
import { namedAt, type Occurrence, usesOf } from "./symbol.ts";

/** An object on the way of a request: class, Gateway, route, Service. */
export interface HierarchyItem extends FileRange {
  readonly key: ObjectKey;
  readonly name: string;
  readonly detail: string;
}

/** What identifies an item in the next question. */
export type HierarchyPlace = Pick<HierarchyItem, "uri" | "key">;

export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** Where one of the two names the other. */
  readonly places: readonly FileRange[];
}

export function hierarchyAt(workspace: Workspace, uri: string, offset: number): readonly HierarchyItem[] {
  const cursor = cursorAt(workspace, uri, offset);
  const key = cursor === undefined ? undefined : (namedAt(cursor)?.target ?? cursor.manifest?.key);
  const item = cursor === undefined || key === undefined ? undefined : itemOf(workspace, cursor.clusters, key);
  return item === undefined ? [] : [item];
}

/** Requests go on from a class to its Gateways, from there to the attached routes, and from a route to its Services. */
export function outgoingCalls(
  workspace: Workspace,
  mentions: Mentions,
  item: HierarchyPlace,
): readonly HierarchyCall[] {
  const { kind } = item.key;
  return kind === "GatewayClass" || kind === "Gateway"
    ? referring(workspace, mentions, item)
    : referred(workspace, item, ["backendRef", "mirror"]);
}

export function incomingCalls(
  workspace: Workspace,
  mentions: Mentions,
  item: HierarchyPlace,
): readonly HierarchyCall[] {
  return item.key.kind.endsWith("Service")
    ? referring(workspace, mentions, item)
    : referred(workspace, item, ["parentRef", "gatewayClass"]);
}

/** The objects that name this one, each with the places where it does. */
function referring(workspace: Workspace, mentions: Mentions, { uri, key }: HierarchyPlace): readonly HierarchyCall[] {
  const clusters = workspace.file(uri)?.clusters ?? [];
  const uses = usesOf(workspace, mentions, clusters, { target: key, path: [] });
  const users = workspace.once(`users of ${keyText(key)}`, () => byManifest(uses));
  const calls = workspace.map(`calls of ${keyText(key)}`, users, ([manifest, places]): HierarchyCall[] => {
    const item = itemOf(workspace, clusters, manifest.key);
    return item === undefined ? [] : [{ item, places }];
  });
  return calls.flat();
}

function byManifest(uses: readonly Occurrence[]): readonly (readonly [Manifest, readonly FileRange[]])[] {
  const users = new Map<Manifest, FileRange[]>();
  for (const { located, range } of uses) {
    const { manifest, file } = located;
    if (manifest.key.kind === "ReferenceGrant") continue;
    const place = { uri: file.uri, range };
    const places = users.get(manifest);
    if (places === undefined) users.set(manifest, [place]);
    else places.push(place);
  }
  return [...users];
}

/** The objects that this one names. */
function referred(
  workspace: Workspace,
  { uri, key }: HierarchyPlace,
  roles: readonly Role[],
): readonly HierarchyCall[] {
  const clusters = workspace.file(uri)?.clusters ?? [];
  const located = clusters
    .map((cluster) => workspace.locate(cluster, keyText(key)))
    .find((found) => found !== undefined);
  if (located === undefined) return [];
  const calls = new Map<string, { readonly item: HierarchyItem; readonly places: FileRange[] }>();
  for (const reference of referencesIn(located.manifest)) {
    if (!roles.includes(reference.role) || reference.section !== undefined) continue;
    const id = keyText(reference.target);
    const place = rangeIn(workspace, located, reference.path);
    const known = calls.get(id);
    if (known !== undefined) known.places.push(place);
    else {
      const item = itemOf(workspace, clusters, reference.target);
      if (item !== undefined) calls.set(id, { item, places: [place] });
    }
  }
  return [...calls.values()];
}

function itemOf(workspace: Workspace, clusters: readonly ClusterState[], key: ObjectKey): HierarchyItem | undefined {
  for (const cluster of clusters) {
    const located = workspace.locate(cluster, keyText(key));
    if (located === undefined) continue;
    const place = glanceIn(workspace, located, ["metadata", "name"]);
    return { ...place, key, name: displayName(key), detail: key.kind };
  }
  return undefined;
}
