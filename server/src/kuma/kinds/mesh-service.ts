import { between, since, until } from "../../kubernetes/availability.ts";
import {
  type Admitted,
  defaulted,
  integer,
  intOrString,
  kind,
  list,
  map,
  object,
  oneOf,
  only,
  optional,
  required,
  string,
} from "../../kubernetes/schema.ts";

const doc = "A service of the mesh and its ports. From 3.0 on routes can have it as parent and backend.";

export const meshServiceKind = kind({
  group: "kuma.io",
  kind: "MeshService",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: since("2.8") }],
  doc,
  fields: {
    spec: optional(
      object({
        identities: optional(
          list(
            object({
              type: required(oneOf(only("ServiceTag", until("2.14")), only("SpiffeID", since("2.12")))),
              value: required(string()),
            }),
          ),
          "Names by which the service's proxies are known to others.",
        ),
        ports: optional(
          list(
            object({
              port: required(integer({ format: "int32" }), "The port that clients use."),
              name: optional(string(), "How references name the port (`sectionName`); without it, its number."),
              appProtocol: defaulted(
                string(),
                "tcp",
                "What is spoken on the port: tcp, http, http2, grpc, kafka, tls, mysql.",
              ),
              targetPort: optional(intOrString(), "The port of the proxies' workload, by number or name."),
            }),
            { unique: ["port", "appProtocol"] },
          ),
          "The ports of the service.",
        ),
        selector: optional(
          object({
            dataplaneLabels: optional(object({ matchLabels: optional(map(string())) }), undefined, {
              when: since("2.14"),
            }),
            dataplaneRef: optional(object({ name: optional(string()) })),
            dataplaneTags: optional(map(string()), undefined, { when: until("2.14") }),
          }),
          "The proxies that make up the service.",
        ),
        state: defaulted(oneOf("Available", "Unavailable"), "Unavailable", "Whether any proxy is ready; kept by Kuma."),
      }),
    ),
  },
});

export type MeshService = Admitted<typeof meshServiceKind>;

/** The draft of 2.7, which nothing in Kuma read yet. */
export const meshServiceDraftKind = kind({
  group: "kuma.io",
  kind: "MeshService",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: between("2.7", "2.7") }],
  doc,
  fields: {
    spec: optional(
      object({
        ports: optional(
          list(
            object({
              port: required(integer({ format: "int32" })),
              protocol: defaulted(string(), "tcp"),
              targetPort: optional(integer({ format: "int32" })),
            }),
            { unique: ["port", "protocol"] },
          ),
        ),
        selector: optional(object({ dataplaneTags: optional(map(string())) })),
      }),
    ),
  },
});
