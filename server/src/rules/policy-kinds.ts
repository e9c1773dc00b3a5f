/** Kuma's policies, which lie in a namespace and name their mesh in a label. */
export const policyKinds: readonly string[] = [
  "MeshAccessLog",
  "MeshCircuitBreaker",
  "MeshFaultInjection",
  "MeshHTTPRoute",
  "MeshHealthCheck",
  "MeshLoadBalancingStrategy",
  "MeshMetric",
  "MeshPassthrough",
  "MeshProxyPatch",
  "MeshRateLimit",
  "MeshRetry",
  "MeshTCPRoute",
  "MeshTLS",
  "MeshTimeout",
  "MeshTrace",
  "MeshTrafficPermission",
];
