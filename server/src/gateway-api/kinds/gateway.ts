import { between, graduates, since, until, varies } from "../../kubernetes/availability.ts";
import {
  type Admitted,
  defaulted,
  type Infer,
  kind,
  list,
  map,
  object,
  oneOf,
  optional,
  required,
  string,
} from "../../kubernetes/schema.ts";
import { addressRules, addressShape, addressUniqueRules } from "./address-rules.ts";
import { keyRules, listenerRules, perPortRule, tlsRules } from "./gateway-rules.ts";
import {
  addressTypePattern,
  groupName,
  hostname,
  kindName,
  labelValuePattern,
  objectName,
  portNumber,
  protocolPattern,
  sectionName,
} from "./names.ts";
import { gatewayApiGroup, labelSelector, localReference, objectReference, secretReference } from "./references.ts";

const listenerTls = object(
  {
    certificateRefs: optional(
      list(secretReference, { maxItems: 64 }),
      "Secrets with the listener's certificates; Kuma copies them, and its webhook refuses more than two.",
    ),
    mode: defaulted(
      oneOf("Terminate", "Passthrough"),
      "Terminate",
      "Where TLS ends; Kuma only terminates, a listener that passes TLS through is not served.",
    ),
    options: optional(
      map(string({ minLength: 0, maxLength: 4096 }), { maxProperties: 16 }),
      "Settings of particular implementations; Kuma ignores them and still needs certificateRefs.",
    ),
    frontendValidation: optional(
      object({
        caCertificateRefs: optional(
          list(objectReference, { minItems: 1, maxItems: 8 }),
          "Authorities that client certificates must come from; Kuma ignores them.",
        ),
      }),
      "How client certificates are checked; Kuma ignores it, and 1.4 moved it to spec.tls.frontend.",
      { when: between("1.1", "1.3", "experimental") },
    ),
  },
  { rules: tlsRules },
);

export const listenerFields = {
  name: required(sectionName, "Name of the listener, unique in the Gateway; routes point at it with sectionName."),
  hostname: optional(hostname, "Host that is served, or *.domain for all below it; every host if absent."),
  port: required(portNumber, "Port on which the Gateway listens, and of the Service that Kuma creates."),
  protocol: required(
    string({ minLength: 1, maxLength: 255, pattern: protocolPattern }),
    "HTTP or HTTPS, spelled exactly so; Kuma reports UnsupportedProtocol for any other.",
  ),
  tls: optional(listenerTls, "TLS of an HTTPS listener; must be absent for HTTP."),
  allowedRoutes: defaulted(
    object({
      kinds: optional(
        list(
          object({
            group: defaulted(groupName, gatewayApiGroup, "API group of the route kind."),
            kind: required(kindName, "Kind of route; Kuma supports HTTPRoute only."),
          }),
          { maxItems: 8 },
        ),
        "Kinds of routes that may attach; Kuma reports InvalidRouteKinds for others and attaches HTTPRoutes all the same.",
      ),
      namespaces: defaulted(
        object({
          from: defaulted(
            oneOf("All", "Selector", "Same"),
            "Same",
            "Routes of all namespaces, of those that the selector fits, or of the Gateway's own.",
          ),
          selector: optional(labelSelector, "Labels of the namespaces; only read with from: Selector."),
        }),
        { from: "Same" },
        "Namespaces whose routes may attach.",
      ),
    }),
    { namespaces: { from: "Same" } },
    "Which routes may attach to this listener.",
  ),
} as const;

const listener = object(listenerFields);
export const listeners = list(listener, { minItems: 1, maxItems: 64, unique: ["name"], rules: listenerRules });

const address = object(
  {
    type: defaulted(
      string({ minLength: 1, maxLength: 253, pattern: addressTypePattern }),
      "IPAddress",
      "What the value is; Kuma ignores requested addresses.",
    ),
    value: optional(
      string({ minLength: varies([[until("1.2"), 1]]), maxLength: 253 }),
      "The requested address; Kuma ignores it and reports the one of the Service's load balancer.",
      { requiredWhen: until("1.2") },
    ),
  },
  { rules: addressRules, also: addressShape },
);

const infrastructure = object({
  annotations: optional(
    map(string({ minLength: 0, maxLength: 4096 }), {
      maxProperties: varies([[until("1.5"), 8]], 16),
      rules: keyRules("annotation"),
    }),
    "Annotations for what is created; Kuma ignores them, its MeshGatewayConfig has templates instead.",
  ),
  labels: optional(
    map(
      string({
        minLength: 0,
        maxLength: varies([[until("1.1"), 4096]], 63),
        pattern: varies([[since("1.2"), labelValuePattern]]),
      }),
      { maxProperties: 8, rules: keyRules("label") },
    ),
    "Labels for what is created; Kuma ignores them, its MeshGatewayConfig has templates instead.",
  ),
  parametersRef: optional(
    localReference,
    "Configuration of this one Gateway; Kuma ignores it and reads the GatewayClass's parametersRef only.",
    { when: since("1.1") },
  ),
});

const frontendTls = object({
  validation: optional(
    object({
      caCertificateRefs: required(
        list(objectReference, { minItems: 1, maxItems: varies([[until("1.5"), 8]], 16) }),
        "Authorities that client certificates must come from; Kuma ignores them.",
      ),
      mode: defaulted(
        oneOf("AllowValidOnly", "AllowInsecureFallback"),
        "AllowValidOnly",
        "What happens to clients without a valid certificate; Kuma ignores it.",
      ),
    }),
    "How client certificates are checked; Kuma ignores it.",
  ),
});

const backendTls = object({
  clientCertificateRef: optional(
    secretReference,
    "Certificate that the Gateway shows to backends; Kuma ignores it, the mesh's own mTLS applies.",
  ),
});

export const gatewayKind = kind({
  group: gatewayApiGroup,
  kind: "Gateway",
  namespaced: true,
  versions: [{ name: "v1" }, { name: "v1beta1" }],
  doc: "An entry point for traffic; Kuma 2.x makes a MeshGateway, a MeshGatewayInstance, a Service and a Deployment of it.",
  fields: {
    spec: required(
      object({
        gatewayClassName: required(
          objectName,
          "The GatewayClass; Kuma reconciles the Gateway if that names its controller.",
        ),
        listeners: required(listeners, "Ports and hosts on which the Gateway takes traffic."),
        addresses: optional(
          list(address, { maxItems: 16, rules: addressUniqueRules }),
          "Addresses that one would like to have; Kuma ignores them.",
        ),
        infrastructure: optional(infrastructure, "Metadata for what is created for the Gateway; Kuma ignores it.", {
          when: [since("1.2", "standard"), { channel: "experimental" }],
        }),
        allowedListeners: optional(
          object({
            namespaces: defaulted(
              object({
                from: defaulted(
                  oneOf("All", "Selector", "Same", "None"),
                  "None",
                  "Namespaces whose ListenerSets may attach; Kuma ignores it.",
                ),
                selector: optional(labelSelector, "Labels of the namespaces; only read with from: Selector."),
              }),
              { from: "None" },
              "Namespaces whose ListenerSets may attach; Kuma ignores them.",
            ),
          }),
          "Which ListenerSets may add listeners; no Kuma release reads ListenerSets.",
          { when: graduates("1.3", "1.5") },
        ),
        tls: optional(
          object({
            backend: optional(backendTls, "TLS towards backends; Kuma ignores it."),
            frontend: optional(
              object({
                default: required(frontendTls, "What holds for ports that perPort does not list; Kuma ignores it."),
                perPort: optional(
                  list(
                    object({
                      port: required(portNumber, "Port of the listeners that it concerns."),
                      tls: required(frontendTls, "TLS towards clients on that port; Kuma ignores it."),
                    }),
                    { maxItems: 64, unique: ["port"], rules: [perPortRule] },
                  ),
                  "What holds for single ports; Kuma ignores it.",
                ),
              }),
              "TLS towards clients; Kuma ignores it.",
            ),
          }),
          "TLS of the whole Gateway; Kuma reads the listeners' tls only.",
          { when: graduates("1.4", "1.5") },
        ),
        backendTLS: optional(
          backendTls,
          "TLS towards backends; Kuma ignores it, and 1.4 moved it to spec.tls.backend.",
          {
            when: between("1.2", "1.3", "experimental"),
          },
        ),
        defaultScope: optional(
          oneOf("All", "None"),
          "Whether routes that ask for a default Gateway get this one; Kuma ignores it.",
          { when: since("1.4", "experimental") },
        ),
      }),
      "What the Gateway should offer.",
    ),
  },
});

export type Gateway = Admitted<typeof gatewayKind>;
export type Listener = Infer<typeof listener>;
export type ListenerTls = Infer<typeof listenerTls>;
