import { interestIn } from "../yaml/scan.ts";

// Which manifests Gateway Lens reads at all; everything else is left alone, unparsed where a cheap scan can tell.

const groups = ["gateway.networking.k8s.io", "gateway.networking.x-k8s.io", "kuma.io"];

/** Kinds of other groups that Kuma reads or makes beside them. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  "": ["Namespace", "Secret", "Service"],
  apps: ["Deployment"],
};

const clusterScoped: ReadonlySet<string> = new Set([
  "/Namespace",
  "gateway.networking.k8s.io/GatewayClass",
  // Kuma's kinds from before its policies were namespaced.
  ...(
    "CircuitBreaker ExternalService FaultInjection HealthCheck Mesh MeshGateway MeshGatewayConfig MeshGatewayRoute MeshInsight " +
    "ProxyTemplate RateLimit Retry ServiceInsight Timeout TrafficLog TrafficPermission TrafficRoute TrafficTrace VirtualOutbound " +
    "Zone ZoneEgressInsight ZoneIngressInsight ZoneInsight"
  )
    .split(" ")
    .map((kind) => `kuma.io/${kind}`),
]);

export function isRelevant(group: string, kind: string): boolean {
  return groups.includes(group) || (kindsOf[group]?.includes(kind) ?? false);
}

export function isClusterScoped(group: string, kind: string): boolean {
  return clusterScoped.has(`${group}/${kind}`);
}

/** False only where nothing in the text can be of interest. */
export const mayBeRelevant: (text: string) => boolean = interestIn({
  groups,
  kinds: [...Object.values(kindsOf).flat(), "List", "ServiceList", "SecretList", "NamespaceList"],
});
