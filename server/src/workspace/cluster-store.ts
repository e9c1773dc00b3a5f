import type { Cluster, ClusterIndex, Presence } from "../kubernetes/cluster.ts";
import { type GroupKind, type KubeKind, type KubeObject, keyFromText } from "../kubernetes/object.ts";
import type { Admission } from "./admit.ts";
import type { Database, Input } from "./database.ts";
import { sameItems } from "./equal.ts";
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
  /** Recorded. */
  object(id: string): KubeObject | undefined;
  /** Without recording. */
  peek(id: string): KubeObject | undefined;
  /** The manifests of an object, without recording. */
  peekManifests(id: string): readonly Admitted[];
  /** Ids of all objects that some manifest defines, in no order. Without recording. */
  ids(): IterableIterator<string>;
  /** Returns the ids of the objects that are not as they were. */
  update(removed: readonly Placed[], added: readonly Admitted[]): readonly string[];
}

/** What there is of an object; empty for one that was asked for and that nobody wrote. */
interface Entry {
  readonly id: string;
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  all: readonly Admitted[];
  winner: Admitted | undefined;
}

interface Kind {
  readonly groupKind: string;
  readonly entries: Map<string, Map<string, Entry>>;
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
  const kinds = new Map<string, Kind>();
  /** By the constant that names a kind: one lookup without making a text. */
  const kindsByName = new Map<KubeKind, Kind>();
  const lists = new Map<string, Bucket>();
  const indices = new Map<ClusterIndex<KubeObject>, Index>();

  const objectInput: Input<Entry, KubeObject | undefined> = {
    name: "object",
    read: (entry) => entry.winner?.object,
    equals: Object.is,
  };
  const presenceInput: Input<Entry, Presence> = {
    name: "presence",
    read: ({ winner }) => (winner === undefined ? "absent" : winner.object === undefined ? "rejected" : "present"),
    equals: Object.is,
  };
  const manifestsInput: Input<Entry, readonly Admitted[]> = {
    name: "manifests of an object",
    read: (entry) => entry.all,
    equals: Object.is,
  };
  const listInput: Input<string, readonly KubeObject[]> = {
    name: "list",
    read: (key) => sortedOf(listBucket(key)),
    equals: sameItems,
  };

  function listBucket(key: string): Bucket {
    let bucket = lists.get(key);
    if (bucket === undefined) {
      const [groupKind = "", namespace] = key.split("|");
      bucket = {
        sorted: undefined,
        *entries() {
          const byNamespace = kinds.get(groupKind)?.entries;
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
        equals: sameItems,
      },
    };
    indices.set(index, known);
    for (const byName of kinds.get(groupKindText(index.kind))?.entries.values() ?? []) {
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

  function kindOf(groupKind: string): Kind {
    let kind = kinds.get(groupKind);
    if (kind === undefined) {
      kind = { groupKind, entries: new Map() };
      kinds.set(groupKind, kind);
    }
    return kind;
  }

  function kindNamed(name: KubeKind): Kind {
    let kind = kindsByName.get(name);
    if (kind === undefined) {
      kind = kindOf(groupKindText(name));
      // Only constants are worth remembering; an unbounded number of others may come by.
      if (kindsByName.size < 256) kindsByName.set(name, kind);
    }
    return kind;
  }

  /** Also of an object that nobody wrote: then it is empty until somebody does. */
  function entryFor(kind: Kind, namespace: string, name: string): Entry {
    let byName = kind.entries.get(namespace);
    if (byName === undefined) {
      byName = new Map();
      kind.entries.set(namespace, byName);
    }
    let entry = byName.get(name);
    if (entry === undefined) {
      entry = { id: `${kind.groupKind}/${namespace}/${name}`, kind, namespace, name, all: none, winner: undefined };
      byName.set(name, entry);
      entries.set(entry.id, entry);
    }
    return entry;
  }

  function entryOf({ manifest: { key } }: Placed): Entry {
    return entryFor(kindOf(groupKindText(key)), key.namespace, key.name);
  }

  function entryWithId(id: string): Entry {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const { namespace, name, ...kind } = keyFromText(id);
    return entryFor(kindOf(groupKindText(kind)), namespace, name);
  }

  const cluster: Cluster = {
    get<T extends KubeObject>(kind: KubeKind<T>, namespace: string, name: string): T | undefined {
      return db.read(objectInput, entryFor(kindNamed(kind), kind.namespaced ? namespace : "", name)) as T | undefined;
    },
    list<T extends KubeObject>(kind: KubeKind<T>, namespace?: string): readonly T[] {
      const { groupKind } = kindNamed(kind);
      return db.read(listInput, namespace === undefined ? groupKind : `${groupKind}|${namespace}`) as readonly T[];
    },
    listBy<T extends KubeObject>(index: ClusterIndex<T>, key: string): readonly T[] {
      return db.read(indexOf(index as unknown as ClusterIndex<KubeObject>).input, key) as readonly T[];
    },
    lookup: (kind, namespace, name) =>
      db.read(presenceInput, entryFor(kindNamed(kind), kind.namespaced ? namespace : "", name)),
  };

  return {
    cluster,
    manifestsOf: (id) => db.read(manifestsInput, entryWithId(id)),
    object: (id) => db.read(objectInput, entryWithId(id)),
    peek: (id) => entries.get(id)?.winner?.object,
    peekManifests: (id) => entries.get(id)?.all ?? none,
    *ids() {
      for (const { id, all } of entries.values()) if (all.length > 0) yield id;
    },
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
      const touchedLists = new Set<string>();
      const touchedKeys = new Map<Index, Set<string>>();
      for (const entry of touched) {
        const old = entry.winner?.object;
        entry.winner = winnerOf(entry.all);
        if (old === entry.winner?.object) continue;
        const { groupKind } = entry.kind;
        touchedLists.add(groupKind);
        if (lists.size > 0) touchedLists.add(`${groupKind}|${entry.namespace}`);
        for (const [index, known] of indices) {
          if (groupKindText(index.kind) !== groupKind) continue;
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
      for (const entry of touched) {
        db.touch(objectInput, entry);
        db.touch(presenceInput, entry);
        db.touch(manifestsInput, entry);
      }
      return [...touched].map(({ id }) => id);
    },
  };
}

/** Of several manifests of one object the one that the cluster holds, or would if the API server took it. */
export function winnerOf(all: readonly Admitted[]): Admitted | undefined {
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

function groupKindText({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}
