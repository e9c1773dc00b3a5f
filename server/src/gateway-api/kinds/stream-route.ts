import { between, since, until, varies, type When } from "../../kubernetes/availability.ts";
import { isIP } from "../../kubernetes/format.ts";
import {
  type Fields,
  kind,
  list,
  object,
  oneOf,
  optional,
  type RuleFailure,
  type RuleOn,
  required,
  type ServedVersion,
} from "../../kubernetes/schema.ts";
import { hostname, sectionName, subdomainPattern } from "./names.ts";
import { gatewayApiGroup, parentRefs, servicePortRule, weightedBackendFields } from "./references.ts";
import { firstRepeated } from "./repeated.ts";

// TCPRoute, UDPRoute and TLSRoute differ in little but their names. No Kuma release reconciles any of them.

/** `draft`: the shape of v1alpha2, with up to sixteen rules; later versions take one. */
function streamRoute(
  name: "TCPRoute" | "UDPRoute" | "TLSRoute",
  versions: readonly ServedVersion[],
  draft: boolean,
  uniqueNames: When,
  more: Fields = {},
) {
  const backendRefs = list(object(weightedBackendFields, { rules: [servicePortRule] }), { minItems: 1, maxItems: 16 });
  const rule = object({
    name: optional(sectionName, "Name of the rule.", { when: since("1.2") }),
    backendRefs: optional(backendRefs, "Where connections go, by weight.", { requiredWhen: draft ? since("1.4") : {} }),
  });
  return kind({
    group: gatewayApiGroup,
    kind: name,
    namespaced: true,
    versions,
    doc: `Routes ${name.slice(0, 3)} traffic; no Kuma release reconciles it.`,
    fields: {
      spec: required(
        object({
          ...more,
          parentRefs: optional(parentRefs, "What the route attaches to."),
          useDefaultGateways: optional(oneOf("All", "None"), "Attaches the route to the default Gateways, too.", {
            when: since("1.4", "experimental"),
          }),
          rules: required(
            list(rule, { minItems: 1, maxItems: draft ? 16 : 1, rules: [{ ...ruleNameUnique, when: uniqueNames }] }),
            "Where the traffic goes.",
          ),
        }),
      ),
    },
  });
}

// port of: TCPRoute, UDPRoute and TLSRoute spec.rules
const ruleNameUnique: RuleOn<readonly { readonly name?: string }[]> = {
  name: "rule-name-unique",
  message: "Rule name must be unique within the route",
  check: (self) => firstRepeated(self, (rule) => rule.name, "name"),
};

const draftNames = since("1.2", "experimental");

export const tcpRouteKind = streamRoute("TCPRoute", [{ name: "v1", when: since("1.6") }], false, []);
export const tcpRouteDraftKind = streamRoute(
  "TCPRoute",
  [{ name: "v1alpha2", when: { channel: "experimental" }, listed: since("1.6", "standard") }],
  true,
  draftNames,
);
export const udpRouteKind = streamRoute("UDPRoute", [{ name: "v1", when: since("1.6") }], false, []);
export const udpRouteDraftKind = streamRoute(
  "UDPRoute",
  [{ name: "v1alpha2", when: { channel: "experimental" }, listed: since("1.6", "standard") }],
  true,
  draftNames,
);

function eachHost(hosts: readonly string[], holds: (host: string) => boolean): RuleFailure | undefined {
  const index = hosts.findIndex((host) => !holds(host));
  return index < 0 ? undefined : { at: [index] };
}

// port of: TLSRoute spec.hostnames
const hostnameRules: readonly RuleOn<readonly string[]>[] = [
  {
    name: "hostname-is-address",
    message: "Hostnames cannot contain an IP",
    when: since("1.5"),
    check: (self) => eachHost(self, (host) => !isIP(host)),
  },
  {
    name: "hostname-invalid",
    message: "Hostnames must be valid based on RFC-1123",
    when: since("1.5"),
    check: (self) => eachHost(self, (host) => host.includes("*") || subdomainPattern.test(host)),
  },
  {
    name: "hostname-wildcard",
    message: "Wildcards on hostnames must be the first label, and the rest of hostname must be valid based on RFC-1123",
    when: since("1.5"),
    check: (self) =>
      eachHost(self, (host) => !host.includes("*") || (host.startsWith("*.") && subdomainPattern.test(host.slice(2)))),
  },
];

const hostnames = { maxItems: varies([[until("1.5"), 16]], 1024) } as const;

export const tlsRouteKind = streamRoute(
  "TLSRoute",
  [
    { name: "v1", when: since("1.5") },
    { name: "v1alpha3", when: since("1.4", "experimental"), listed: since("1.5", "standard") },
  ],
  false,
  between("1.4", "1.4", "experimental"),
  {
    hostnames: required(
      list(hostname, { ...hostnames, minItems: 1, rules: hostnameRules }),
      "Names that the client may ask for (SNI).",
    ),
  },
);
export const tlsRouteDraftKind = streamRoute(
  "TLSRoute",
  [{ name: "v1alpha2", when: { channel: "experimental" }, listed: since("1.5", "standard") }],
  true,
  draftNames,
  { hostnames: optional(list(hostname, hostnames), "Names that the client may ask for (SNI); all if absent.") },
);
