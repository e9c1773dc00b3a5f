import {
  boolean,
  defaulted,
  integer,
  intOrString,
  list,
  map,
  object,
  oneOf,
  optional,
  pattern,
  required,
  string,
} from "../../kubernetes/schema.ts";

const quantity = intOrString(
  pattern(
    String.raw`^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$`,
  ),
);

const resources = object({
  limits: optional(
    map(quantity),
    "The most that the proxy's container may use, by resource: `cpu`, `memory`, `ephemeral-storage`.",
  ),
  requests: optional(map(quantity), "What the scheduler sets aside for the proxy's container, by resource."),
  claims: optional(
    list(
      object({
        name: required(string(), "Name of a resource claim of the pod."),
        request: optional(string(), "One request within that claim; all of them if left out."),
      }),
      { unique: ["name"] },
    ),
    "Resource claims (dynamic resource allocation) of the container.",
  ),
});

const metadata = (of: string) =>
  object({
    annotations: optional(map(string()), `Annotations added to the generated ${of}; they win over Kuma's own.`),
    labels: optional(
      map(string()),
      of === "Service"
        ? "Labels added to the generated Service."
        : "Labels added to the generated pods; they win over Kuma's own, and another `app` than the Gateway's name makes the API server refuse the Deployment.",
    ),
  });

const serviceTemplate = object({
  metadata: optional(metadata("Service"), "Labels and annotations of the generated Service."),
  spec: optional(
    object({
      loadBalancerIP: optional(string(), "Address asked of the load balancer, where its provider supports that."),
    }),
    "What of the generated Service's spec can be chosen.",
  ),
});

const podTemplate = object({
  metadata: optional(metadata("pods"), "Labels and annotations of the generated Deployment's pods."),
  spec: optional(
    object({
      serviceAccountName: optional(
        string(),
        "ServiceAccount of the proxy's pods; the namespace's default one if left out.",
      ),
      securityContext: optional(
        object({
          fsGroup: optional(integer({ format: "int64" }), "Group that owns the volumes of the proxy's pods."),
        }),
        "Security settings of the pods, beside the sysctl that Kuma sets for low ports.",
      ),
      container: optional(
        object({
          securityContext: optional(
            object({
              readOnlyRootFilesystem: optional(
                boolean(),
                "Whether the proxy's container may not write to its root file system.",
              ),
            }),
            "Security settings of the container, beside the user, group and capabilities that Kuma sets.",
          ),
        }),
        "What of the proxy's container can be chosen.",
      ),
    }),
    "What of the generated pods' spec can be chosen.",
  ),
});

/** What MeshGatewayConfig and MeshGatewayInstance have in common: one is copied into the other field for field. */
export const gatewayTemplate = {
  replicas: defaulted(integer({ min: 1, format: "int32" }), 1, "How many proxies the generated Deployment runs."),
  serviceType: defaulted(
    oneOf("LoadBalancer", "ClusterIP", "NodePort"),
    "LoadBalancer",
    "Type of the generated Service. With NodePort each listener's port becomes the node port too, so it must lie in 30000–32767; a cross-mesh Gateway always gets ClusterIP.",
  ),
  tags: optional(
    map(string()),
    "Kuma tags of the generated proxies, for policies to select. From 2.9 on `kuma.io/service` is refused; it is always the Gateway's name, namespace and `svc`.",
  ),
  resources: optional(
    resources,
    "Replaces Kuma's own resource requests and limits of the proxy's container, all of them; `{}` leaves none.",
  ),
  serviceTemplate: optional(serviceTemplate, "Adds to the Service that Kuma generates for the Gateway."),
  podTemplate: optional(podTemplate, "Adds to the pods of the Deployment that Kuma generates for the Gateway."),
};

const _template = object(gatewayTemplate);
