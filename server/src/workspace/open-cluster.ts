import type { Cluster } from "../kubernetes/cluster.ts";
import type { KubeKind, KubeObject } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";

/**
 * A cluster of which the files show only a part. Kuma makes the Mesh "default" itself, and Meshes are often written elsewhere:
 * where the files have none, each that is asked for is taken to exist.
 */
export function openCluster(cluster: Cluster): Cluster {
  const implied = (kind: KubeKind, name: string) =>
    kind.group === meshKind.group &&
    kind.kind === meshKind.kind &&
    cluster.lookup(kind, "", name) === "absent" &&
    (name === "default" || cluster.list(meshKind).length === 0);
  return {
    ...cluster,
    get<T extends KubeObject>(kind: KubeKind<T>, namespace: string, name: string): T | undefined {
      const found = cluster.get(kind, namespace, name);
      if (found !== undefined || !implied(kind, name)) return found;
      return { apiVersion: "kuma.io/v1alpha1", kind: kind.kind, metadata: { name } } as T;
    },
    lookup: (kind, namespace, name) => (implied(kind, name) ? "present" : cluster.lookup(kind, namespace, name)),
  };
}
