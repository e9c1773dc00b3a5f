import { graduates, since, until, varies } from "../../kubernetes/availability.ts";
import {
  defaulted,
  kind,
  list,
  object,
  oneOf,
  optional,
  type RuleOn,
  required,
  string,
} from "../../kubernetes/schema.ts";
import { headerModifier, requestMirror } from "./http-route-filter.ts";
import { filterFieldRules, onceOnly, rulesRules } from "./http-route-rules.ts";
import { headerName, hostname, sectionName } from "./names.ts";
import { gatewayApiGroup, localReference, parentRefs, servicePortRule, weightedBackendFields } from "./references.ts";
import { sessionPersistence } from "./session-persistence.ts";

const filter = object(
  {
    type: required(
      oneOf("ResponseHeaderModifier", "RequestHeaderModifier", "RequestMirror", "ExtensionRef"),
      "What the filter does.",
    ),
    requestHeaderModifier: optional(headerModifier, "Changes headers before the call reaches the backend."),
    responseHeaderModifier: optional(headerModifier, "Changes headers before the answer reaches the client."),
    requestMirror: optional(requestMirror, "Sends a copy of each call to another backend."),
    extensionRef: optional(localReference, "A filter of some implementation."),
  },
  {
    rules: [
      ...filterFieldRules("requestHeaderModifier", "RequestHeaderModifier"),
      ...filterFieldRules("responseHeaderModifier", "ResponseHeaderModifier"),
      ...filterFieldRules("requestMirror", "RequestMirror"),
      ...filterFieldRules("extensionRef", "ExtensionRef"),
    ],
  },
);

const filters = list(filter, {
  maxItems: 16,
  rules: [onceOnly("RequestHeaderModifier"), onceOnly("ResponseHeaderModifier")],
});

interface MethodMatch {
  readonly type: string;
  readonly service?: string;
  readonly method?: string;
}

const serviceName = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;
const methodName = /^[A-Za-z_][A-Za-z_0-9]*$/;

// port of: GRPCRoute rules[].matches[].method
const methodRules: readonly RuleOn<MethodMatch>[] = [
  {
    name: "grpc-method-empty",
    message: "One or both of 'service' or 'method' must be specified",
    check: (self) => (self.service === undefined && self.method === undefined ? { at: [] } : undefined),
  },
  {
    name: "grpc-service-characters",
    message: "service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)",
    check: ({ type, service }) =>
      type === "Exact" && service !== undefined && !serviceName.test(service) ? { at: ["service"] } : undefined,
  },
  {
    name: "grpc-method-characters",
    message: "method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)",
    check: ({ type, method }) =>
      type === "Exact" && method !== undefined && !methodName.test(method) ? { at: ["method"] } : undefined,
  },
];

const matchType = oneOf("Exact", "RegularExpression");

const match = object({
  headers: optional(
    list(
      object({
        name: required(headerName, "Name of the header."),
        type: defaulted(matchType, "Exact", "How the value is compared."),
        value: required(string({ minLength: 1, maxLength: 4096 }), "Value that the header must have."),
      }),
      { maxItems: 16, unique: ["name"] },
    ),
    "Headers that must all fit.",
  ),
  method: optional(
    object(
      {
        method: optional(string({ maxLength: 1024 }), "Name of the method; every method if absent."),
        service: optional(string({ maxLength: 1024 }), "Name of the service; every service if absent."),
        type: defaulted(matchType, "Exact", "How service and method are compared."),
      },
      { rules: methodRules },
    ),
    "Service and method that are called.",
  ),
});

const rule = object({
  name: optional(sectionName, "Name of the rule.", { when: graduates("1.2", "1.4") }),
  matches: optional(
    list(match, { maxItems: varies([[until("1.2"), 8]], 64) }),
    "Conditions of which one has to hold; every call if absent.",
  ),
  filters: optional(filters, "What happens to calls and answers."),
  backendRefs: optional(
    list(object({ ...weightedBackendFields, filters: optional(filters) }, { rules: [servicePortRule] }), {
      maxItems: 16,
    }),
    "Where calls go, by weight.",
  ),
  sessionPersistence: optional(sessionPersistence, "Keeps a client at one backend.", {
    when: since("1.1", "experimental"),
  }),
});

export const grpcRouteKind = kind({
  group: gatewayApiGroup,
  kind: "GRPCRoute",
  namespaced: true,
  versions: [
    { name: "v1", when: since("1.1") },
    { name: "v1alpha2", when: until("1.1", "experimental") },
  ],
  doc: "Routes gRPC calls; no Kuma release reconciles it, an HTTPRoute on an HTTP/2 port does the same.",
  fields: {
    spec: optional(
      object({
        parentRefs: optional(parentRefs, "What the route attaches to."),
        useDefaultGateways: optional(oneOf("All", "None"), "Attaches the route to the default Gateways, too.", {
          when: since("1.4", "experimental"),
        }),
        hostnames: optional(list(hostname, { maxItems: 16 }), "Hosts of the calls."),
        rules: optional(list(rule, { maxItems: 16, rules: rulesRules }), "What happens to which calls."),
      }),
      undefined,
      { requiredWhen: since("1.4") },
    ),
  },
});
