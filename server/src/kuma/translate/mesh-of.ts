import type { Cluster } from "../../kubernetes/cluster.ts";
import { namespaceKind } from "../../kubernetes/kinds/namespace.ts";
import { type KubeObject, keyOf } from "../../kubernetes/object.ts";
import type { MeshSource } from "../behavior.ts";
import type { Place } from "../place.ts";
import { at } from "../trace.ts";
import { meshLabel } from "./naming.ts";

/** The mesh of an object, and what says so: a label or annotation, or the object itself where nothing does. */
export interface MeshOf {
  readonly mesh: string;
  readonly from: Place;
  /** Nothing is written anywhere: `default`. */
  readonly byDefault: boolean;
}

/** The first of the sources that is written and not empty. kuma: util.go `MeshOfByLabelOrAnnotation` */
export function meshOf(cluster: Cluster, object: KubeObject, sources: readonly MeshSource[]): MeshOf {
  for (const source of sources) {
    const holder = source.startsWith("namespace-")
      ? cluster.get(namespaceKind, "", object.metadata.namespace ?? "")
      : object;
    if (holder === undefined) continue;
    const field = source.endsWith("label") ? "labels" : "annotations";
    const mesh = holder.metadata[field]?.[meshLabel];
    if (mesh !== undefined && mesh !== "") {
      return { mesh, from: at(keyOf(holder), "metadata", field, meshLabel), byDefault: false };
    }
  }
  return { mesh: "default", from: at(keyOf(object)), byDefault: true };
}
