import { since } from "../../kubernetes/availability.ts";
import {
  defaulted,
  type Infer,
  integer,
  list,
  map,
  object,
  optional,
  type RuleOn,
  required,
  string,
} from "../../kubernetes/schema.ts";
import { groupName, kindName, namespaceName, objectName, portNumber, sectionName } from "./names.ts";
import { parentRefRules } from "./parent-ref-rules.ts";

// How one object of the Gateway API names another.

export const gatewayApiGroup = "gateway.networking.k8s.io";
/** Where kinds of the experimental channel live whose names begin with X. */
export const experimentalGroup = "gateway.networking.x-k8s.io";

/** An object beside the one that refers to it, of any kind. */
export const localReference = object({
  group: required(groupName, "API group of the object; empty for the core group."),
  kind: required(kindName, "Kind of the object."),
  name: required(objectName, "Name of the object."),
});

export const objectReference = object({
  group: required(groupName, "API group of the object; empty for the core group."),
  kind: required(kindName, "Kind of the object, a ConfigMap for instance."),
  name: required(objectName, "Name of the object."),
  namespace: optional(
    namespaceName,
    "Namespace of the object, if it is another one; a ReferenceGrant there must allow it.",
  ),
});

export const secretReference = object({
  group: defaulted(groupName, "", "API group; Kuma accepts the core group only."),
  kind: defaulted(kindName, "Secret", "Kind; Kuma accepts a Secret only."),
  name: required(objectName, "Name of the Secret of type kubernetes.io/tls; Kuma copies it into its system namespace."),
  namespace: optional(
    namespaceName,
    "Namespace of the Secret; another namespace than the Gateway's needs a ReferenceGrant there.",
  ),
});

// kubernetes: label selector of apimachinery, as the CRDs embed it
export const labelSelector = object({
  matchExpressions: optional(
    list(
      object({
        key: required(string(), "Label that the expression looks at."),
        operator: required(string(), "In, NotIn, Exists or DoesNotExist; Kuma fails on any other word."),
        values: optional(list(string()), "Values for In and NotIn; must be empty for the others."),
      }),
    ),
    "Expressions that all have to hold.",
  ),
  matchLabels: optional(map(string()), "Labels that must all be there with exactly these values."),
});

interface Referring {
  readonly group: string;
  readonly kind: string;
  readonly port?: number;
}

// port of: BackendObjectReference of every route, `Must have port for Service reference`
export const servicePortRule: RuleOn<Referring> = {
  name: "service-needs-port",
  message: "Must have port for Service reference",
  check: (self) => (self.group === "" && self.kind === "Service" && self.port === undefined ? { at: [] } : undefined),
};

export const backendFields = {
  group: defaulted(groupName, "", "API group of the backend: empty for a Service, kuma.io for an ExternalService."),
  kind: defaulted(
    kindName,
    "Service",
    "Kind of the backend; Kuma 2.x knows Service and ExternalService, 3.0 Service and MeshService.",
  ),
  name: required(objectName, "Name of the backend; Kuma reports BackendNotFound where it does not exist."),
  namespace: optional(
    namespaceName,
    "Namespace of the backend, the route's own if absent; another one needs a ReferenceGrant there.",
  ),
  port: optional(portNumber, "Port of the backend; a Service must have it, and 3.0 checks that the port exists."),
} as const;

export const weightedBackendFields = {
  ...backendFields,
  weight: defaulted(
    integer({ min: 0, max: 1_000_000, format: "int32" }),
    1,
    "Share of the rule's requests, relative to the other backends' weights; 0 means none.",
  ),
} as const;

export const backendObjectReference = object(backendFields, { rules: [servicePortRule] });
export type BackendObjectReference = Infer<typeof backendObjectReference>;

const parentReference = object({
  group: defaulted(
    groupName,
    gatewayApiGroup,
    "API group of the parent; for a Service write the empty string, or 3.0's kuma.io for a MeshService.",
  ),
  kind: defaulted(kindName, "Gateway", "Kind of the parent: Gateway, Service, or in 3.0 MeshService."),
  name: required(objectName, "Name of the Gateway or Service that the route wants to attach to."),
  namespace: optional(namespaceName, "Namespace of the parent; the route's own if absent."),
  sectionName: optional(
    sectionName,
    "Listener of the Gateway to attach to, all if absent; ignored for a Service before 3.0, then its port's name.",
  ),
  port: optional(portNumber, "Port of the listener or Service to attach to; Kuma reads it from 2.9 on.", {
    when: [since("1.1", "standard"), { channel: "experimental" }],
  }),
});
export type ParentReference = Infer<typeof parentReference>;

export const parentRefs = list(parentReference, { maxItems: 32, rules: parentRefRules });
