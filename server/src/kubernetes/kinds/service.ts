import {
  type Admitted,
  type Infer,
  integer,
  intOrString,
  kind,
  list,
  map,
  object,
  optional,
  required,
  string,
} from "../schema.ts";

const port = object(
  {
    name: optional(string(), "Name of the port; must be given where a Service has several."),
    port: required(integer({ format: "int32" }), "The port that clients use."),
    protocol: optional(string(), "TCP, UDP or SCTP; TCP if left out."),
    appProtocol: optional(
      string(),
      "What is spoken on the port. Kuma knows http, http2, tcp, tls, grpc, kafka and mysql; without `http`, `http2` or `grpc` an HTTPRoute has no effect on it.",
    ),
    targetPort: optional(intOrString(), "The port of the pods, by number or name; the same as `port` if left out."),
    nodePort: optional(integer({ format: "int32" }), "The port on each node, of a NodePort or LoadBalancer Service."),
  },
  { open: true },
);

export type ServicePort = Infer<typeof port>;

export const serviceKind = kind({
  group: "",
  kind: "Service",
  namespaced: true,
  versions: [{ name: "v1" }],
  nameRule: "dns-1035-label",
  doc: "Pods under one name. A parent and a backend of routes.",
  fields: {
    spec: optional(
      object(
        {
          type: optional(string(), "ClusterIP, NodePort, LoadBalancer or ExternalName; ClusterIP if left out."),
          clusterIP: optional(string(), "`None` makes the Service headless."),
          clusterIPs: optional(list(string())),
          externalName: optional(string()),
          selector: optional(map(string()), "Labels of the pods."),
          ports: optional(list(port), "The ports of the Service."),
        },
        { open: true },
      ),
    ),
  },
  open: true,
});

export type Service = Admitted<typeof serviceKind>;
