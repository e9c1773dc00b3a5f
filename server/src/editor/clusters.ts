import type { ClusterState } from "../workspace/cluster-state.ts";
import { patchTakenFor } from "../workspace/project.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface ClusterSummary {
  readonly name: string;
  readonly mode: "zone" | "global";
  /** `2.14` */
  readonly kuma: string;
  /** `1.5.1` */
  readonly gatewayApi: string;
  /** The last patch of that minor, where somebody asked for an earlier one: patches are not told apart. */
  readonly takenFor?: string;
  readonly channel: "standard" | "experimental";
  readonly complete: boolean;
}

/** Clusters that some manifest is for; where there is none at all, the first. */
function inhabited(workspace: Workspace): readonly ClusterState[] {
  const clusters = workspace.clusters();
  const withObjects = clusters.filter(({ store }) => store.ids().next().done !== true);
  return withObjects.length > 0 ? withObjects : clusters.slice(0, 1);
}

/** Nested projects may have clusters of one name: then each is named with its folder. */
export function nameOfCluster(workspace: Workspace, cluster: ClusterState): string {
  const twins = inhabited(workspace).filter((other) => other.name === cluster.name);
  if (twins.length < 2) return cluster.name;
  const { root } = workspace.projectOf(cluster);
  return `${cluster.name} in ${root.slice(root.lastIndexOf("/") + 1)}`;
}

/** The first one unless named. */
export function clusterNamed(workspace: Workspace, name: string | undefined): ClusterState | undefined {
  const clusters = inhabited(workspace);
  return name === undefined
    ? clusters[0]
    : (clusters.find((cluster) => nameOfCluster(workspace, cluster) === name) ??
        clusters.find((cluster) => cluster.name === name));
}

/** The clusters that a reader can choose from. */
export function clusterSummaries(workspace: Workspace): readonly ClusterSummary[] {
  return inhabited(workspace).map((cluster) => {
    const { spec } = cluster;
    const takenFor = patchTakenFor(spec);
    return {
      name: nameOfCluster(workspace, cluster),
      mode: spec.controlPlane.settings.mode,
      kuma: spec.controlPlane.behavior.release,
      gatewayApi: spec.gatewayApi.version,
      ...(takenFor === undefined ? {} : { takenFor }),
      channel: spec.gatewayApi.channel,
      complete: spec.complete,
    };
  });
}
