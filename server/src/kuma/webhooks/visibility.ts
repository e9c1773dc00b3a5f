import type { Cluster } from "../../kubernetes/cluster.ts";
import { namespaceKind } from "../../kubernetes/kinds/namespace.ts";
import type { Labels } from "../../kubernetes/selector.ts";
import type { ControlPlane } from "../control-plane.ts";
import { meshKind } from "../kinds/mesh.ts";

const injectionLabel = "kuma.io/sidecar-injection";

/** What is around an object when Kuma's webhooks see it. */
export interface Surroundings {
  /** `undefined` where there is no such namespace. */
  readonly namespaceLabels: (name: string) => Labels | undefined;
  readonly hasMesh: (name: string) => boolean;
}

export interface WebhookContext {
  readonly controlPlane: ControlPlane;
  readonly surroundings: Surroundings;
}

export function surroundingsIn(cluster: Cluster): Surroundings {
  return {
    namespaceLabels: (name) => {
      const namespace = cluster.get(namespaceKind, "", name);
      if (namespace !== undefined) return namespace.metadata.labels ?? {};
      return cluster.lookup(namespaceKind, "", name) === "external" ? {} : undefined;
    },
    hasMesh: (name) =>
      cluster.get(meshKind, "", name) !== undefined || cluster.lookup(meshKind, "", name) === "external",
  };
}

/** Whether Kuma's webhooks are asked about objects of this namespace ("" for cluster-scoped ones). kuma: cp-webhooks-and-secrets.yaml */
export function webhooksSee({ surroundings, controlPlane }: WebhookContext, namespace: string): boolean {
  if (namespace === "") return true;
  if (namespace === "kube-system") return false;
  if (!controlPlane.behavior.webhooksNeedInjectionLabel) return true;
  // Kuma's installation labels its own namespace, which few repositories contain.
  if (namespace === controlPlane.settings.systemNamespace) return true;
  const labels = surroundings.namespaceLabels(namespace);
  return labels !== undefined && Object.hasOwn(labels, injectionLabel);
}
