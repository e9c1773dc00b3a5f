import type { KubeKind, KubeObject, ObjectKey } from "./object.ts";

/**
 * A secondary index over the objects of one kind, as a controller registers with its cache
 * (controller-runtime: `FieldIndexer.IndexField`). `keys` must be a pure function of the object.
 */
export interface ClusterIndex<T extends KubeObject> {
  readonly name: string;
  readonly kind: KubeKind<T>;
  readonly keys: (object: T) => readonly string[];
}

/**
 * The one door to the admitted objects of a cluster. Every read (a hit, a miss, a list) can be recorded by the
 * implementation, so nothing may keep what it read beyond its own run.
 *
 * An object that the API server would refuse is not here; `lookup` tells it apart from one that nobody wrote, and from one of which
 * only the existence is known.
 */
export interface Cluster {
  get<T extends KubeObject>(kind: KubeKind<T>, namespace: string, name: string): T | undefined;
  /** In order of namespace, then name (by UTF-16 code unit). */
  list<T extends KubeObject>(kind: KubeKind<T>, namespace?: string): readonly T[];
  /** The objects whose `index.keys` include `key`, in the order of `list`. */
  listBy<T extends KubeObject>(index: ClusterIndex<T>, key: string): readonly T[];
  lookup(kind: KubeKind, namespace: string, name: string): Presence;
}

/** `external`: it exists, but nothing is known of its content. */
export type Presence = "present" | "rejected" | "external" | "absent";

/** The same cluster, where what is not among its objects may exist all the same. */
export function withExternal(cluster: Cluster, isExternal: (key: ObjectKey) => boolean): Cluster {
  return {
    ...cluster,
    lookup(kind, namespace, name) {
      const presence = cluster.lookup(kind, namespace, name);
      if (presence !== "absent") return presence;
      return isExternal({ group: kind.group, kind: kind.kind, namespace, name }) ? "external" : "absent";
    },
  };
}
