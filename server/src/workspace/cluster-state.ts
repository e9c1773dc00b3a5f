import type { KubeObject } from "../kubernetes/object.ts";
import type { Step, View } from "../kuma/view.ts";
import { type Admission, createAdmission } from "./admit.ts";
import { type Admitted, type ClusterStore, createClusterStore } from "./cluster-store.ts";
import type { Database, Query } from "./database.ts";
import { deepEqual } from "./equal.ts";
import type { Manifest } from "./manifest.ts";
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
  /** What the API server makes of a manifest. */
  readonly admit: (manifest: Manifest) => Admission;
  /** The queries behind `view.ask`, to forget the answers about what is gone. */
  forget(id: string): void;
  /** Objects that changed since this was last called. */
  takeChanged(): readonly string[];
  update(removed: readonly Admitted[], added: readonly Admitted[]): void;
}

/** `before`: whether a manifest is applied before another one. */
export function createClusterState(
  db: Database,
  id: string,
  spec: ClusterSpec,
  before: (a: Admitted, b: Admitted) => number,
): ClusterState {
  const store = createClusterStore(db, before);
  const queries = new Map<Step<unknown>, Query<string, unknown>>();
  let changed = new Set<string>();

  function queryOf<V>(step: Step<V>): Query<string, V> {
    const known = queries.get(step);
    if (known !== undefined) return known as Query<string, V>;
    const query: Query<string, V> = { name: step.name, run: (_, key) => step.run(view, key), equals: deepEqual };
    queries.set(step, query as Query<string, unknown>);
    return query;
  }

  const view: View = {
    cluster: store.cluster,
    controlPlane: spec.controlPlane,
    ask: (step, key) => db.get(queryOf(step), key),
  };

  return {
    id,
    name: spec.name,
    spec,
    store,
    view,
    admit: createAdmission(spec),
    forget(objectId) {
      for (const query of queries.values()) db.forget(query, objectId);
    },
    takeChanged() {
      const taken = [...changed];
      changed = new Set();
      return taken;
    },
    update(removed, added) {
      for (const objectId of store.update(removed, added)) changed.add(objectId);
    },
  };
}

/** The object of a cluster, without recording that somebody looked. */
export function peek(cluster: ClusterState, id: string): KubeObject | undefined {
  return cluster.store.peek(id);
}
