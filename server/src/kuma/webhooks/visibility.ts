import type { Cluster } from "../../kubernetes/cluster.ts";
import { namespaceKind } from "../../kubernetes/kinds/namespace.ts";
import type { ControlPlane } from "../control-plane.ts";

const injectionLabel = "kuma.io/sidecar-injection";

/** What the webhooks of a control plane look at to tell which objects are theirs. */
export interface WebhookContext {
  readonly cluster: Cluster;
  readonly controlPlane: ControlPlane;
}

/** Whether Kuma's webhooks are asked about objects of this namespace ("" for cluster-scoped ones). kuma: cp-webhooks-and-secrets.yaml */
export function webhooksSee({ cluster, controlPlane }: WebhookContext, namespace: string): boolean {
  if (namespace === "") return true;
  if (namespace === "kube-system") return false;
  if (!controlPlane.behavior.webhooksNeedInjectionLabel) return true;
  // Kuma's installation labels its own namespace, which few repositories contain.
  if (namespace === controlPlane.settings.systemNamespace) return true;
  const labels = cluster.get(namespaceKind, "", namespace)?.metadata.labels;
  return labels !== undefined && Object.hasOwn(labels, injectionLabel);
}
