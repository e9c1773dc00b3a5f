import { graduates, since, until, varies } from "../../kubernetes/availability.ts";
import {
  type Admitted,
  defaulted,
  type Infer,
  integer,
  kind,
  list,
  object,
  oneOf,
  optional,
  required,
  string,
} from "../../kubernetes/schema.ts";
import { backendFilters, filters, headerValue } from "./http-route-filter.ts";
import { pathRules, ruleRules, rulesRules, timeoutsRule } from "./http-route-rules.ts";
import { duration, headerName, hostname, sectionName } from "./names.ts";
import { gatewayApiGroup, parentRefs, servicePortRule, weightedBackendFields } from "./references.ts";
import { sessionPersistence } from "./session-persistence.ts";

export type {
  HTTPHeader,
  HTTPHeaderFilter,
  HTTPPathModifier,
  HTTPRequestMirrorFilter,
  HTTPRequestRedirectFilter,
  HTTPRouteFilter,
} from "./http-route-filter.ts";
export type { BackendObjectReference, ParentReference } from "./references.ts";

const everyPath = { path: { type: "PathPrefix", value: "/" } };

const matchType = oneOf("Exact", "RegularExpression");

const match = object({
  path: defaulted(
    object(
      {
        type: defaulted(
          oneOf("Exact", "PathPrefix", "RegularExpression"),
          "PathPrefix",
          "How the value is compared; a regular expression is RE2 and must fit the whole path.",
        ),
        value: defaulted(string({ maxLength: 1024 }), "/", "The path; Kuma removes one trailing slash of a prefix."),
      },
      { rules: pathRules },
    ),
    everyPath.path,
    "Path of the request; every path if absent.",
  ),
  headers: optional(
    list(
      object({
        name: required(headerName, "Name of the header; Kuma makes it lower case."),
        type: defaulted(matchType, "Exact", "How the value is compared; a regular expression is RE2."),
        value: required(headerValue, "Value that the header must have."),
      }),
      { maxItems: 16, unique: ["name"] },
    ),
    "Headers that must all fit.",
  ),
  method: optional(
    oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"),
    "Method of the request; every method if absent.",
  ),
  queryParams: optional(
    list(
      object({
        name: required(headerName, "Name of the query parameter; here case matters."),
        type: defaulted(matchType, "Exact", "How the value is compared; a regular expression is RE2."),
        value: required(string({ minLength: 1, maxLength: 1024 }), "Value that the parameter must have."),
      }),
      { maxItems: 16, unique: ["name"] },
    ),
    "Query parameters that must all fit.",
  ),
});

const backendRef = object(
  {
    ...weightedBackendFields,
    filters: optional(backendFilters, "Filters for this backend only; Kuma ignores them, put them on the rule."),
  },
  { rules: [servicePortRule] },
);

const rule = object(
  {
    name: optional(sectionName, "Name of the rule, for policies that point at it; Kuma ignores it.", {
      when: graduates("1.2", "1.4"),
    }),
    matches: defaulted(
      list(match, { maxItems: varies([[until("1.1"), 8]], 64) }),
      [everyPath],
      "Conditions of which one has to hold; every request if absent.",
    ),
    filters: optional(filters, "What happens to requests and answers, in Kuma's MeshHTTPRoute."),
    backendRefs: optional(
      list(backendRef, { maxItems: 16 }),
      "Where requests go, by weight; Kuma reports ResolvedRefs=False for those that it cannot resolve.",
    ),
    timeouts: optional(
      object(
        {
          request: optional(duration, "Longest time for the whole request; Kuma ignores it, use a MeshTimeout."),
          backendRequest: optional(
            duration,
            "Longest time for one try at the backend; Kuma ignores it, use a MeshTimeout.",
          ),
        },
        { rules: [timeoutsRule] },
      ),
      "Time limits; Kuma ignores them, use a MeshTimeout.",
      { when: [since("1.2", "standard"), { channel: "experimental" }] },
    ),
    retry: optional(
      object({
        attempts: optional(
          integer({ min: varies([[since("1.6"), 1]]) }),
          "How often to try again; Kuma ignores it, use a MeshRetry.",
        ),
        backoff: optional(duration, "Pause between tries; Kuma ignores it, use a MeshRetry."),
        codes: optional(
          list(integer({ min: 400, max: 599 }), { unique: varies([[since("1.6"), "set"]]) }),
          "Status codes after which to try again; Kuma ignores them, use a MeshRetry.",
        ),
      }),
      "When to try again; Kuma ignores it, use a MeshRetry.",
      { when: since("1.2", "experimental") },
    ),
    sessionPersistence: optional(
      sessionPersistence,
      "Keeps a client at one backend; Kuma ignores it, use a MeshLoadBalancingStrategy.",
      { when: since("1.1", "experimental") },
    ),
  },
  { rules: ruleRules },
);

export const httpRouteKind = kind({
  group: gatewayApiGroup,
  kind: "HTTPRoute",
  namespaced: true,
  versions: [{ name: "v1" }, { name: "v1beta1" }],
  doc: "Routes HTTP requests from a Gateway's listeners, or of a Service, to backends; Kuma makes a MeshHTTPRoute of it for each parent.",
  fields: {
    spec: required(
      object({
        parentRefs: optional(
          parentRefs,
          "What the route attaches to: Gateways, or Services of the mesh; Kuma makes one MeshHTTPRoute for each.",
        ),
        useDefaultGateways: optional(
          oneOf("All", "None"),
          "Attaches the route to the default Gateways, too; Kuma ignores it.",
          { when: since("1.4", "experimental") },
        ),
        hostnames: optional(
          list(hostname, { maxItems: 16 }),
          "Hosts of the requests, which must fit the listener's; Kuma ignores them for Service parents.",
        ),
        rules: defaulted(
          list(rule, { minItems: varies([[since("1.5"), 1]]), maxItems: 16, rules: rulesRules }),
          [{ matches: [everyPath] }],
          "What happens to which requests; the most specific match wins.",
        ),
      }),
      "Which requests the route takes, and where they go.",
    ),
  },
});

export type HTTPRoute = Admitted<typeof httpRouteKind>;
export type HTTPRouteRule = Infer<typeof rule>;
export type HTTPRouteMatch = Infer<typeof match>;
