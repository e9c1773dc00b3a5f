import { since, until, varies } from "../../kubernetes/availability.ts";
import {
  type Admitted,
  boolean,
  defaulted,
  type Infer,
  integer,
  intOrString,
  kind,
  list,
  map,
  object,
  oneOf,
  oneOfNumbers,
  only,
  optional,
  pattern,
  required,
  string,
} from "../../kubernetes/schema.ts";

const until2 = { when: until("2.14") };
const labels = optional(map(string()), "Labels that the targets must have.", { when: since("2.9") });
const sectionName = optional(string(), "A port of the target, by name or number.", { when: since("2.9") });
const tags = optional(map(string()), "Tags that the targets must have.", until2);
const mesh = optional(string(), undefined, until2);
const name = optional(string(), "Name of the target.", until2);
const namespace = optional(string(), undefined, { when: { since: "2.9", until: "2.14" } });
const proxyTypes = optional(
  list(oneOf("Sidecar", "Gateway"), { minItems: varies([[until("2.9"), 1]]) }),
  undefined,
  until2,
);
const kindRequired = { requiredWhen: since("2.10") };

const targetKinds = oneOf(
  "Mesh",
  only("MeshSubset", until("2.14")),
  only("MeshGateway", until("2.14")),
  only("MeshService", until("2.14")),
  only("MeshExternalService", { since: "2.8", until: "2.14" }),
  only("MeshMultiZoneService", { since: "2.8", until: "2.14" }),
  only("MeshServiceSubset", until("2.14")),
  only("MeshHTTPRoute", until("2.14")),
  only("Dataplane", since("2.10")),
);
const outboundKinds = oneOf(
  "Mesh",
  only("MeshSubset", until("2.14")),
  only("MeshGateway", until("2.14")),
  "MeshService",
  only("MeshExternalService", since("2.8")),
  only("MeshMultiZoneService", since("2.8")),
  only("MeshServiceSubset", until("2.14")),
  "MeshHTTPRoute",
  only("Dataplane", { since: "2.10", until: "2.14" }),
);
const backendKinds = oneOf(
  "Mesh",
  only("MeshSubset", until("2.14")),
  only("MeshGateway", until("2.14")),
  "MeshService",
  only("MeshExternalService", since("2.8")),
  only("MeshMultiZoneService", since("2.8")),
  only("MeshServiceSubset", until("2.14")),
  "MeshHTTPRoute",
  only("Dataplane", since("2.10")),
);

const targetRef = object({
  kind: optional(targetKinds, undefined, kindRequired),
  labels,
  mesh,
  name,
  namespace,
  proxyTypes,
  sectionName,
  tags,
});
const outboundRef = object({
  kind: optional(outboundKinds, undefined, kindRequired),
  labels,
  mesh,
  name,
  namespace,
  proxyTypes,
  sectionName,
  tags,
});
const backendRef = object({
  kind: optional(backendKinds, undefined, kindRequired),
  labels,
  mesh,
  name,
  namespace,
  port: optional(integer({ format: "int32" })),
  proxyTypes,
  sectionName,
  tags,
  weight: defaulted(integer({ min: 0, max: varies([[since("3.0"), 4294967295]]) }), 1),
});

const headerName = string({
  minLength: 1,
  maxLength: 256,
  pattern: pattern(String.raw`^[a-z0-9!#$%&'*+\-.^_\x60|~]+$`),
});
const hostname = string({
  minLength: 1,
  maxLength: 253,
  pattern: pattern(String.raw`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`),
});
const headerValues = list(object({ name: required(headerName), value: required(string()) }), {
  maxItems: 16,
  unique: ["name"],
});
const headerModifier = object({
  add: optional(headerValues),
  set: optional(headerValues),
  remove: optional(list(string(), { maxItems: 16 })),
});
const pathModifier = object({
  type: required(oneOf("ReplaceFullPath", "ReplacePrefixMatch")),
  replaceFullPath: optional(string()),
  replacePrefixMatch: optional(string()),
});

const filter = object({
  type: required(
    oneOf("RequestHeaderModifier", "ResponseHeaderModifier", "RequestRedirect", "URLRewrite", "RequestMirror"),
  ),
  requestHeaderModifier: optional(headerModifier),
  responseHeaderModifier: optional(headerModifier),
  requestRedirect: optional(
    object({
      scheme: optional(oneOf("http", "https")),
      hostname: optional(hostname),
      path: optional(pathModifier),
      port: optional(integer({ min: 1, max: 65535, format: "int32" })),
      statusCode: defaulted(oneOfNumbers(301, 302, 303, 307, 308), 302),
    }),
  ),
  urlRewrite: optional(
    object({ hostToBackendHostname: optional(boolean()), hostname: optional(hostname), path: optional(pathModifier) }),
  ),
  requestMirror: optional(object({ backendRef: required(backendRef), percentage: optional(intOrString()) })),
});

const match = object({
  path: optional(
    object({
      type: required(oneOf("Exact", "PathPrefix", "RegularExpression")),
      value: required(string({ minLength: 1 })),
    }),
  ),
  method: optional(oneOf("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")),
  headers: optional(
    list(
      object({
        name: required(headerName),
        type: defaulted(oneOf("Exact", "Present", "RegularExpression", "Absent", "Prefix"), "Exact"),
        value: optional(string()),
      }),
    ),
  ),
  queryParams: optional(
    list(
      object({
        name: required(string({ minLength: 1 })),
        type: required(oneOf("Exact", "RegularExpression")),
        value: required(string()),
      }),
    ),
  ),
});

const rule = object({
  matches: required(list(match, { minItems: 1 }), "A request is for this rule if one of these fits."),
  default: required(
    object({
      filters: optional(list(filter), "What happens to a request on its way."),
      backendRefs: optional(list(backendRef), "Where requests go, by weight."),
    }),
  ),
});

const spec = object({
  targetRef: optional(targetRef, "The proxies that route so."),
  to: optional(
    list(
      object({
        targetRef: optional(outboundRef, "The destination whose requests are routed.", { requiredWhen: since("2.10") }),
        hostnames: optional(list(string()), "Of a gateway: the hostnames that are routed."),
        rules: optional(list(rule), undefined, { requiredWhen: since("2.10") }),
      }),
    ),
  ),
});

export const meshHttpRouteKind = kind({
  group: "kuma.io",
  kind: "MeshHTTPRoute",
  namespaced: true,
  versions: [{ name: "v1alpha1" }],
  doc: "How HTTP requests are routed in a mesh. Kuma writes one for each parent of an HTTPRoute.",
  fields: { spec: optional(spec) },
});

export type MeshHTTPRoute = Admitted<typeof meshHttpRouteKind>;
export type MeshHTTPRouteSpec = Infer<typeof spec>;
