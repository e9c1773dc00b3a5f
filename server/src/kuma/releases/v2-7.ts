import type { Behavior, BuiltinDns, ProxyVariable } from "../behavior.ts";
import { translateRoute } from "../translate/http-route-translation.ts";

function coreDnsVariables(dns: BuiltinDns): readonly ProxyVariable[] {
  if (!dns.enabled) return [{ name: "KUMA_DNS_ENABLED", value: "false" }];
  return [
    { name: "KUMA_DNS_CORE_DNS_BINARY_PATH", value: "coredns" },
    { name: "KUMA_DNS_CORE_DNS_EMPTY_PORT", value: String(dns.port + 1) },
    { name: "KUMA_DNS_CORE_DNS_PORT", value: String(dns.port) },
    { name: "KUMA_DNS_ENABLED", value: "true" },
    { name: "KUMA_DNS_ENABLE_LOGGING", value: String(dns.logging) },
    { name: "KUMA_DNS_ENVOY_DNS_PORT", value: String(dns.port + 2) },
  ];
}

/** As 2.7.29 behaves. */
export const v2_7: Behavior = {
  release: "2.7",
  title: "2.7",
  imageTag: "2.7.29",
  gatewayApi: { version: "1.0.0", channel: "standard" },
  gateways: true,
  reconcilesOnGlobal: true,
  gatewayMesh: ["annotation", "namespace-annotation"],
  routeMesh: ["label", "annotation", "namespace-annotation"],
  parentRefPort: false,
  looksAtUnselectedListeners: true,
  wildcardsMatchWholeLabels: false,
  countsRefsOfGatewaysOnly: false,
  countsByHostname: false,
  translateRoute,
  emptyGrantNameMeansAll: true,
  writesLastParentFirst: false,
  listenerPortTag: false,
  secretsOfSystemNamespaceOnly: false,
  meshGatewayMeshLabel: () => "default",
  labelsZoneAndRole: false,
  labelsEnvironment: false,
  writesEmptyTags: false,
  webhooksNeedInjectionLabel: false,
  validatesInstances: false,
  instanceServiceTagForbidden: false,
  routeTargetKinds: {
    top: ["Mesh", "MeshGateway", "MeshSubset", "MeshService", "MeshServiceSubset"],
    topOutsideSystem: ["Mesh", "MeshSubset", "MeshService", "MeshServiceSubset"],
    to: ["MeshService"],
    backend: ["MeshService", "MeshServiceSubset"],
    mirror: ["MeshService", "MeshServiceSubset"],
  },
  unsupportedKind: () => "value is not supported",
  targetsByLabelsOnly: false,
  writesMissingRules: false,
  podMesh: "annotation",
  proxyCpuLimit: "1000m",
  proxyReadinessPort: 9901,
  probesFollowAdminPort: true,
  dnsVariables: coreDnsVariables,
  probeProxyVariable: false,
  hostAddressVariable: false,
};
