import type { Behavior, BuiltinDns, ProxyVariable } from "../behavior.ts";
import { v2_10 } from "./v2-10.ts";

function embeddedDnsVariables(dns: BuiltinDns): readonly ProxyVariable[] {
  if (!dns.enabled) return [{ name: "KUMA_DNS_ENABLED", value: "false" }];
  return [
    { name: "KUMA_DNS_ENABLED", value: "true" },
    { name: "KUMA_DNS_ENABLE_LOGGING", value: String(dns.logging) },
    { name: "KUMA_DNS_PROXY_PORT", value: String(dns.port) },
  ];
}

/** As 2.11.18 behaves. */
export const v2_11: Behavior = {
  ...v2_10,
  release: "2.11",
  title: "2.11",
  imageTag: "2.11.18",
  gatewayApi: { version: "1.3.0", channel: "standard" },
  secretsOfSystemNamespaceOnly: true,
  writesLastParentFirst: false,
  webhooksNeedInjectionLabel: true,
  dnsVariables: embeddedDnsVariables,
};
