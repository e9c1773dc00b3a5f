import type { Cluster, ClusterIndex } from "../kubernetes/cluster.ts";
import { type GroupKind, groupOf, type KubeKind, type KubeObject } from "../kubernetes/object.ts";
import type { Admission } from "./admit.ts";
import type { Database, Input } from "./database.ts";
import type { Manifest } from "./manifest.ts";

/** A manifest in a cluster: what the API server makes of it, and who wrote it. */
export interface Admitted extends Admission, Placed {}

/** A manifest that is applied to a cluster. */
export interface Placed {
  readonly uri: string;
  readonly manifest: Manifest;
}

/**
 * The admitted objects of one cluster, kept up to date manifest by manifest. A change touches the object, the lists that it
 * is part of and the index keys that it had or has: nothing else is looked at.
 */
export interface ClusterStore {
  /** Every read through it is recorded. */
  readonly cluster: Cluster;
  /** The manifests of an object in the order in which they are applied; the last admitted one is what the cluster holds. Recorded. */
  manifestsOf(id: string): readonly Admitted[];
  /** Without recording. */
  peek(id: string): KubeObject | undefined;
  /** The manifests of an object, without recording. */
  peekManifests(id: string): readonly Admitted[];
  /** Ids of all objects that some manifest defines, in no order. Without recording. */
  ids(): IterableIterator<string>;
  /** Returns the ids of the objects that are not as they were. */
  update(removed: readonly Placed[], added: readonly Admitted[]): readonly string[];
}

interface Entry {
  readonly id: string;
  readonly groupKind: string;
  readonly namespace: string;
  readonly name: string;
  all: readonly Admitted[];
  winner: Admitted | undefined;
}

/** Objects in the order of `list`, built when first asked for. */
interface Bucket {
  sorted: readonly KubeObject[] | undefined;
  readonly entries: () => Iterable<Entry>;
}

interface Index {
  readonly keysOf: Map<string, readonly string[]>;
  readonly entriesOf: Map<string, Map<string, Entry>>;
  readonly buckets: Map<string, Bucket>;
  readonly input: Input<string, readonly KubeObject[]>;
}

const none: readonly Admitted[] = [];
const noObjects: readonly KubeObject[] = [];

/** `before`: whether a manifest is applied before another one. */
export function createClusterStore(db: Database, before: (a: Placed, b: Placed) => number): ClusterStore {
  const entries = new Map<string, Entry>();
  const kinds = new Map<string, Map<string, Map<string, Entry>>>();
  const lists = new Map<string, Bucket>();
  const indices = new Map<ClusterIndex<KubeObject>, Index>();

  const objectInput: Input<string, KubeObject | undefined> = {
    name: "object",
    read: (id) => entries.get(id)?.winner?.object,
    equals: Object.is,
  };
  const presenceInput: Input<string, "present" | "rejected" | "absent"> = {
    name: "presence",
    read: (id) => {
      const entry = entries.get(id);
      return entry === undefined ? "absent" : entry.winner?.object === undefined ? "rejected" : "present";
    },
    equals: Object.is,
  };
  const manifestsInput: Input<string, readonly Admitted[]> = {
    name: "manifests of an object",
    read: (id) => entries.get(id)?.all ?? none,
    equals: Object.is,
  };
  const listInput: Input<string, readonly KubeObject[]> = {
    name: "list",
    read: (key) => sortedOf(listBucket(key)),
    equals: sameObjects,
  };

  function listBucket(key: string): Bucket {
    let bucket = lists.get(key);
    if (bucket === undefined) {
      const [groupKind = "", namespace] = key.split("|");
      bucket = {
        sorted: undefined,
        *entries() {
          const byNamespace = kinds.get(groupKind);
          if (namespace !== undefined) yield* byNamespace?.get(namespace)?.values() ?? [];
          else for (const byName of byNamespace?.values() ?? []) yield* byName.values();
        },
      };
      lists.set(key, bucket);
    }
    return bucket;
  }

  function indexOf(index: ClusterIndex<KubeObject>): Index {
    let known = indices.get(index);
    if (known !== undefined) return known;
    const buckets = new Map<string, Bucket>();
    const entriesOf = new Map<string, Map<string, Entry>>();
    known = {
      keysOf: new Map(),
      entriesOf,
      buckets,
      input: {
        name: `index ${index.name}`,
        read: (key) => {
          let bucket = buckets.get(key);
          if (bucket === undefined) {
            bucket = { sorted: undefined, entries: () => entriesOf.get(key)?.values() ?? [] };
            buckets.set(key, bucket);
          }
          return sortedOf(bucket);
        },
        equals: sameObjects,
      },
    };
    indices.set(index, known);
    for (const byName of kinds.get(groupKindText(index.kind))?.values() ?? []) {
      for (const entry of byName.values()) reindex(index, known, entry);
    }
    return known;
  }

  /** The keys under which the object was or is found. */
  function reindex(index: ClusterIndex<KubeObject>, known: Index, entry: Entry): readonly string[] {
    const before = known.keysOf.get(entry.id) ?? [];
    const object = entry.winner?.object;
    const after = object === undefined ? [] : [...new Set(index.keys(object))];
    if (after.length === 0) known.keysOf.delete(entry.id);
    else known.keysOf.set(entry.id, after);
    for (const key of before) {
      if (after.includes(key)) continue;
      const found = known.entriesOf.get(key);
      found?.delete(entry.id);
      if (found?.size === 0) known.entriesOf.delete(key);
    }
    for (const key of after) {
      const found = known.entriesOf.get(key);
      if (found === undefined) known.entriesOf.set(key, new Map([[entry.id, entry]]));
      else found.set(entry.id, entry);
    }
    return before.length === 0 ? after : [...new Set([...before, ...after])];
  }

  function entryOf({ manifest: { id, key } }: Placed): Entry {
    let entry = entries.get(id);
    if (entry === undefined) {
      const groupKind = groupKindText(key);
      entry = { id, groupKind, namespace: key.namespace, name: key.name, all: none, winner: undefined };
      entries.set(id, entry);
      const byNamespace = kinds.get(groupKind) ?? new Map<string, Map<string, Entry>>();
      kinds.set(groupKind, byNamespace);
      const byName = byNamespace.get(key.namespace) ?? new Map<string, Entry>();
      byNamespace.set(key.namespace, byName);
      byName.set(key.name, entry);
    }
    return entry;
  }

  function drop(entry: Entry): void {
    entries.delete(entry.id);
    const byNamespace = kinds.get(entry.groupKind);
    const byName = byNamespace?.get(entry.namespace);
    byName?.delete(entry.name);
    if (byName?.size === 0) byNamespace?.delete(entry.namespace);
  }

  const cluster: Cluster = {
    get<T extends KubeObject>(kind: KubeKind<T>, namespace: string, name: string): T | undefined {
      return db.read(objectInput, idOf(kind, namespace, name)) as T | undefined;
    },
    list<T extends KubeObject>(kind: KubeKind<T>, namespace?: string): readonly T[] {
      const groupKind = groupKindText(kind);
      return db.read(listInput, namespace === undefined ? groupKind : `${groupKind}|${namespace}`) as readonly T[];
    },
    listBy<T extends KubeObject>(index: ClusterIndex<T>, key: string): readonly T[] {
      return db.read(indexOf(index as unknown as ClusterIndex<KubeObject>).input, key) as readonly T[];
    },
    lookup: (kind, namespace, name) => db.read(presenceInput, idOf(kind, namespace, name)),
  };

  return {
    cluster,
    manifestsOf: (id) => db.read(manifestsInput, id),
    peek: (id) => entries.get(id)?.winner?.object,
    peekManifests: (id) => entries.get(id)?.all ?? none,
    ids: () => entries.keys(),
    update(removed, added) {
      const touched = new Set<Entry>();
      for (const admitted of removed) {
        const entry = entries.get(admitted.manifest.id);
        if (entry === undefined) continue;
        entry.all = entry.all.filter((other) => other.manifest !== admitted.manifest || other.uri !== admitted.uri);
        touched.add(entry);
      }
      for (const admitted of added) {
        const entry = entryOf(admitted);
        entry.all = entry.all.length === 0 ? [admitted] : [...entry.all, admitted].sort(before);
        touched.add(entry);
      }
      const changed = new Set<string>();
      const touchedLists = new Set<string>();
      const touchedKeys = new Map<Index, Set<string>>();
      for (const entry of touched) {
        const old = entry.winner?.object;
        entry.winner = winnerOf(entry.all);
        changed.add(entry.id);
        if (entry.all.length === 0) drop(entry);
        if (old === entry.winner?.object) continue;
        touchedLists.add(entry.groupKind);
        touchedLists.add(`${entry.groupKind}|${entry.namespace}`);
        for (const [index, known] of indices) {
          if (groupKindText(index.kind) !== entry.groupKind) continue;
          const keys = touchedKeys.get(known) ?? new Set();
          touchedKeys.set(known, keys);
          for (const key of reindex(index, known, entry)) keys.add(key);
        }
      }
      for (const key of touchedLists) {
        const bucket = lists.get(key);
        if (bucket === undefined) continue;
        bucket.sorted = undefined;
        db.touch(listInput, key);
      }
      for (const [known, keys] of touchedKeys) {
        for (const key of keys) {
          const bucket = known.buckets.get(key);
          if (bucket === undefined) continue;
          bucket.sorted = undefined;
          db.touch(known.input, key);
        }
      }
      for (const id of changed) {
        db.touch(objectInput, id);
        db.touch(presenceInput, id);
        db.touch(manifestsInput, id);
      }
      return [...changed];
    },
  };
}

function winnerOf(all: readonly Admitted[]): Admitted | undefined {
  return all.findLast(({ object }) => object !== undefined) ?? all.at(-1);
}

function sortedOf(bucket: Bucket): readonly KubeObject[] {
  if (bucket.sorted !== undefined) return bucket.sorted;
  const present = [...bucket.entries()].filter(({ winner }) => winner?.object !== undefined).sort(byName);
  const sorted = present.length === 0 ? noObjects : present.map(({ winner }) => winner?.object as KubeObject);
  bucket.sorted = sorted;
  return sorted;
}

function byName(a: Entry, b: Entry): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function sameObjects(before: readonly KubeObject[], after: readonly KubeObject[]): boolean {
  return before === after || (before.length === after.length && before.every((object, at) => object === after[at]));
}

function groupKindText({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

function idOf(kind: KubeKind, namespace: string, name: string): string {
  return `${kind.group}/${kind.kind}/${kind.namespaced ? namespace : ""}/${name}`;
}

/** The id of an admitted object. */
export function idOfObject({ apiVersion, kind, metadata }: KubeObject): string {
  return `${groupOf(apiVersion)}/${kind}/${metadata.namespace ?? ""}/${metadata.name}`;
}
