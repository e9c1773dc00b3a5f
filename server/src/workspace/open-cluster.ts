import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import type { Cluster } from "../kubernetes/cluster.ts";
import type { KubeKind, KubeObject } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { controllerName } from "../kuma/translate/naming.ts";

/**
 * A cluster of which the files show only a part. Kuma makes the Mesh "default" itself, and Meshes are often written elsewhere:
 * where the files have none, each that is asked for is taken to exist. Kuma's Helm chart makes the GatewayClass "kuma".
 */
export function openCluster(cluster: Cluster): Cluster {
  function implied(kind: KubeKind, name: string): object | undefined {
    if (is(kind, gatewayClassKind) && name === "kuma" && cluster.lookup(kind, "", name) === "absent") {
      return {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: kind.kind,
        metadata: { name },
        spec: { controllerName },
      };
    }
    const isMesh = is(kind, meshKind) && (name === "default" || cluster.list(meshKind).length === 0);
    if (!isMesh || cluster.lookup(kind, "", name) !== "absent") return undefined;
    return { apiVersion: "kuma.io/v1alpha1", kind: kind.kind, metadata: { name } };
  }
  return {
    ...cluster,
    get<T extends KubeObject>(kind: KubeKind<T>, namespace: string, name: string): T | undefined {
      return cluster.get(kind, namespace, name) ?? (implied(kind, name) as T | undefined);
    },
    lookup: (kind, namespace, name) =>
      implied(kind, name) === undefined ? cluster.lookup(kind, namespace, name) : "present",
  };
}

const is = (a: KubeKind, b: KubeKind) => a.group === b.group && a.kind === b.kind;
