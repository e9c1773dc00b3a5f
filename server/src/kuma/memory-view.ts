import type { Cluster, ClusterIndex } from "../kubernetes/cluster.ts";
import { groupOf, type KubeKind, type KubeObject, keyOf, keyText, type ObjectKey } from "../kubernetes/object.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { Step, View } from "./view.ts";

/**
 * A view of a plain list of stored objects, for one control plane: what has been worked out is kept for good, so it serves a
 * cluster that does not change (tests, a run of the command line). `rejected` names those that exist only as manifests.
 */
export function memoryView(
  objects: readonly KubeObject[],
  controlPlane: ControlPlane,
  rejected: readonly ObjectKey[] = [],
): View {
  return viewOf(memoryCluster(objects, rejected), controlPlane);
}

/** Keeps the answers of steps; the cluster decides what is read. */
export function viewOf(cluster: Cluster, controlPlane: ControlPlane): View {
  const answers = new Map<object, Map<string, unknown>>();
  const running = Symbol("running");
  const view: View = {
    cluster,
    controlPlane,
    ask<V>(step: Step<V>, key: string): V {
      const known = answers.get(step) ?? new Map<string, unknown>();
      answers.set(step, known);
      if (known.has(key)) {
        const answer = known.get(key);
        if (answer === running) throw new Error(`step ${step.name} asks for itself: ${key}`);
        return answer as V;
      }
      known.set(key, running);
      const answer = step.run(view, key);
      known.set(key, answer);
      return answer;
    },
  };
  return view;
}

/** Later objects of a key replace earlier ones. */
export function memoryCluster(objects: readonly KubeObject[], rejected: readonly ObjectKey[] = []): Cluster {
  const byKey = new Map<string, KubeObject>();
  for (const object of objects) byKey.set(keyText(keyOf(object)), object);
  const byKind = new Map<string, KubeObject[]>();
  for (const object of byKey.values()) {
    const kind = kindText({ group: groupOf(object.apiVersion), kind: object.kind });
    const list = byKind.get(kind);
    if (list === undefined) byKind.set(kind, [object]);
    else list.push(object);
  }
  for (const list of byKind.values()) list.sort(byNamespaceAndName);
  const rejectedKeys = new Set(rejected.map(keyText));
  const lists = new Map<string, readonly KubeObject[]>();
  const indexes = new Map<object, ReadonlyMap<string, readonly KubeObject[]>>();

  return {
    get<T extends KubeObject>({ group, kind }: KubeKind<T>, namespace: string, name: string): T | undefined {
      return byKey.get(keyText({ group, kind, namespace, name })) as T | undefined;
    },
    list<T extends KubeObject>(kind: KubeKind<T>, namespace?: string): readonly T[] {
      const all = byKind.get(kindText(kind)) ?? [];
      if (namespace === undefined) return all as readonly KubeObject[] as readonly T[];
      const id = `${kindText(kind)}/${namespace}`;
      const known = lists.get(id) ?? all.filter((object) => (object.metadata.namespace ?? "") === namespace);
      lists.set(id, known);
      return known as readonly T[];
    },
    listBy<T extends KubeObject>(index: ClusterIndex<T>, key: string): readonly T[] {
      const known = indexes.get(index) ?? indexed(index, (byKind.get(kindText(index.kind)) ?? []) as unknown as T[]);
      indexes.set(index, known);
      return (known.get(key) ?? []) as readonly T[];
    },
    lookup({ group, kind }, namespace, name) {
      const key = keyText({ group, kind, namespace, name });
      return byKey.has(key) ? "present" : rejectedKeys.has(key) ? "rejected" : "absent";
    },
  };
}

function indexed<T extends KubeObject>(
  index: ClusterIndex<T>,
  objects: readonly T[],
): ReadonlyMap<string, readonly KubeObject[]> {
  const byKey = new Map<string, T[]>();
  for (const object of objects) {
    for (const key of new Set(index.keys(object))) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [object]);
      else list.push(object);
    }
  }
  return byKey;
}

function kindText({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${group}/${kind}`;
}

function byNamespaceAndName(a: KubeObject, b: KubeObject): number {
  return (
    compareText(a.metadata.namespace ?? "", b.metadata.namespace ?? "") || compareText(a.metadata.name, b.metadata.name)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
