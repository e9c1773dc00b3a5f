import { withExternal } from "../kubernetes/cluster.ts";
import { type GroupKind, keyText } from "../kubernetes/object.ts";
import type { Step, View } from "../kuma/view.ts";
import { createAdmission, dependsOnNamespace } from "./admit.ts";
import { type ClusterStore, createClusterStore, type Placed } from "./cluster-store.ts";
import type { Database, Query } from "./database.ts";
import { deepEqual } from "./equal.ts";
import { openCluster } from "./open-cluster.ts";
import type { ClusterSpec } from "./project.ts";

/** A cluster at work: its objects, and whatever is asked about them. */
export interface ClusterState {
  /** Unique in the workspace. */
  readonly id: string;
  readonly name: string;
  readonly spec: ClusterSpec;
  readonly store: ClusterStore;
  /** Through which the translation looks at the cluster: answers are kept, reads recorded. */
  readonly view: View;
  /** The queries behind `view.ask`, to forget the answers about what is gone. */
  forget(id: string): void;
  /** Objects that changed since this was last called. */
  takeChanged(): readonly string[];
  update(removed: readonly Placed[], added: readonly Placed[]): void;
}

/** `before`: whether a manifest is applied before another one. */
export function createClusterState(
  db: Database,
  id: string,
  spec: ClusterSpec,
  before: (a: Placed, b: Placed) => number,
): ClusterState {
  const store = createClusterStore(db, before);
  const queries = new Map<Step<unknown>, Query<string, unknown>>();
  let changed = new Set<string>();

  function queryOf<V>(step: Step<V>): Query<string, V> {
    const known = queries.get(step);
    if (known !== undefined) return known as Query<string, V>;
    const query: Query<string, V> = {
      name: step.name,
      run: (_, key) => step.run(view, key),
      equals: deepEqual,
      forgetful: step.kept !== true,
    };
    queries.set(step, query as Query<string, unknown>);
    return query;
  }

  const admit = createAdmission(spec, (namespace) => {
    const object = store.peek(`/Namespace//${namespace}`);
    return object && (object.metadata.labels ?? {});
  });
  const admitted = (placed: Placed) => ({ ...placed, ...admit(placed.manifest) });

  /** By namespace, the ids of the few objects whose admission depends on it. */
  const dependents = new Map<string, Set<string>>();

  function keepDependents(removed: readonly Placed[], added: readonly Placed[]): void {
    for (const { manifest } of added) {
      if (!dependsOnNamespace(manifest)) continue;
      const ids = dependents.get(manifest.key.namespace) ?? new Set<string>();
      dependents.set(manifest.key.namespace, ids.add(manifest.id));
    }
    for (const { manifest } of removed) {
      if (!dependsOnNamespace(manifest) || store.peekManifests(manifest.id).length > 0) continue;
      dependents.get(manifest.key.namespace)?.delete(manifest.id);
    }
  }

  function readmit(namespaces: ReadonlySet<string>): void {
    for (const objectId of [...namespaces].flatMap((namespace) => [...(dependents.get(namespace) ?? [])])) {
      const all = store.peekManifests(objectId);
      const again = all.map(admitted);
      if (deepEqual(all, again)) continue;
      for (const changedId of store.update(all, again)) changed.add(changedId);
    }
  }

  const view: View = {
    cluster: withExternal(spec.complete ? store.cluster : openCluster(store.cluster), spec.isExternal),
    controlPlane: spec.controlPlane,
    ask: (step, key) => db.get(queryOf(step), key),
  };

  return {
    id,
    name: spec.name,
    spec,
    store,
    view,
    forget(objectId) {
      for (const query of queries.values()) db.forget(query, objectId);
    },
    takeChanged() {
      const taken = [...changed];
      changed = new Set();
      return taken;
    },
    update(removed, added) {
      const firsts = added.filter(({ manifest }) => isNamespace(manifest.key));
      const rest = firsts.length === 0 ? added : added.filter(({ manifest }) => !isNamespace(manifest.key));
      const relabelled = new Set<string>();
      for (const objectId of [
        ...store.update(removed, firsts.map(admitted)),
        ...store.update([], rest.map(admitted)),
      ]) {
        changed.add(objectId);
        if (objectId.startsWith(namespaceIds)) relabelled.add(objectId.slice(namespaceIds.length));
      }
      keepDependents(removed, added);
      if (relabelled.size > 0) readmit(relabelled);
    },
  };
}

const namespaceIds = keyText({ group: "", kind: "Namespace", namespace: "", name: "" });

function isNamespace({ group, kind }: GroupKind): boolean {
  return group === "" && kind === "Namespace";
}
