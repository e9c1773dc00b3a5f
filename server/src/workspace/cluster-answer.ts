import type { JsonObject } from "../kubernetes/object.ts";
import { answerOf } from "../kuma/answer.ts";
import { closedWorld } from "../kuma/closed-world.ts";
import type { Answer } from "../kuma/outcome.ts";
import type { Refusal } from "../kuma/place.ts";
import type { ClusterState } from "./cluster-state.ts";
import { winnerOf } from "./cluster-store.ts";

/** All that a cluster makes of its manifests. */
export function answerOfCluster(cluster: ClusterState): Answer {
  const { spec, view } = cluster;
  if (!spec.complete) return answerOf(view, refusalsIn(cluster));
  // What is not in complete files does not exist: then the API server refuses what is in such a namespace or mesh.
  const closed = closedWorld(manifestValues(cluster), spec.controlPlane, spec.isExternal);
  return answerOf(closed.view, closed.refused);
}

/** In an order that does not depend on what was there before. */
function idsIn(store: ClusterState["store"]): readonly string[] {
  return [...store.ids()].sort();
}

function manifestValues({ store }: ClusterState): readonly JsonObject[] {
  return idsIn(store).flatMap((id) => {
    const deciding = winnerOf(store.peekManifests(id));
    if (deciding === undefined || deciding.manifest.broken) return [];
    const { value, key } = deciding.manifest;
    const metadata =
      typeof value.metadata === "object" && value.metadata !== null ? (value.metadata as JsonObject) : {};
    return [key.namespace === "" ? value : { ...value, metadata: { ...metadata, namespace: key.namespace } }];
  });
}

/** The manifests that never come to be. */
function refusalsIn({ store }: ClusterState): readonly Refusal[] {
  return idsIn(store).flatMap((id) => store.peekManifests(id).flatMap(({ refusal }) => refusal ?? []));
}
