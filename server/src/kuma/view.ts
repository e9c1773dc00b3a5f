import type { Cluster } from "../kubernetes/cluster.ts";
import type { ControlPlane } from "./control-plane.ts";

/**
 * A step of the translation, keyed by `keyText` of the object that it is about. `run` is a pure function of what it reads
 * through `view`; who runs it decides whether answers are kept (the workspace's database does, and re-runs a step only when
 * something that it read has changed).
 */
export interface Step<V> {
  readonly name: string;
  readonly run: (view: View, key: string) => V;
  /** Its answers are small, and one other step asks for many of them: they are better kept than found again. */
  readonly kept?: boolean;
}

/** All that a step may look at. */
export interface View {
  readonly cluster: Cluster;
  readonly controlPlane: ControlPlane;
  /** The answer of another step. Steps must not ask in circles. */
  ask<V>(step: Step<V>, key: string): V;
}
