import { since, until, varies } from "../../kubernetes/availability.ts";
import {
  any,
  boolean,
  defaulted,
  integer,
  kind,
  list,
  object,
  oneOf,
  optional,
  required,
  string,
} from "../../kubernetes/schema.ts";

const port = integer({ min: 1, max: 65535, format: varies([[since("2.12"), "int32"]]) });

/** Until 2.14 one of three fields; from 3.0 on a type and the field that belongs to it. */
const material = object({
  inline: optional(string({ format: "byte" }), undefined, { when: until("2.14") }),
  inlineString: optional(string(), undefined, { when: until("2.14") }),
  secret: optional(string(), undefined, { when: until("2.14") }),
  type: required(oneOf("File", "Secret", "EnvVar", "InsecureInline"), undefined, { when: since("3.0") }),
  envVar: optional(object({ name: required(string()) }), undefined, { when: since("3.0") }),
  file: optional(object({ path: required(string()) }), undefined, { when: since("3.0") }),
  insecureInline: optional(object({ value: required(string()) }), undefined, { when: since("3.0") }),
  secretRef: optional(object({ kind: required(oneOf("Secret")), name: required(string()) }), undefined, {
    when: since("3.0"),
  }),
});

const tlsVersion = oneOf("TLSAuto", "TLS10", "TLS11", "TLS12", "TLS13");

export const meshExternalServiceKind = kind({
  group: "kuma.io",
  kind: "MeshExternalService",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: since("2.8") }],
  doc: "A service outside the mesh under a name of the mesh. No Kuma release takes it as a backend of a route.",
  fields: {
    spec: optional(
      object({
        match: required(
          object({
            type: defaulted(oneOf("HostnameGenerator"), "HostnameGenerator"),
            port: required(port, "The port that clients in the mesh use."),
            protocol: defaulted(oneOf("tcp", "grpc", "http", "http2"), "tcp", "What is spoken on the port."),
          }),
          "Which traffic of the mesh goes to the service.",
        ),
        extension: optional(object({ type: required(string()), config: optional(any()) })),
        endpoints: optional(
          list(
            object({
              address: required(
                string({ minLength: 1 }),
                "Where the service is: an address, a hostname or a Unix socket.",
              ),
              port: required(port),
              priority: optional(integer({ min: 0, max: 128, format: "int32" }), undefined, { when: since("2.14") }),
            }),
          ),
        ),
        tls: optional(
          object({
            enabled: defaulted(boolean(), false),
            allowRenegotiation: defaulted(boolean(), false),
            version: optional(object({ min: defaulted(tlsVersion, "TLSAuto"), max: defaulted(tlsVersion, "TLSAuto") })),
            verification: optional(
              object({
                mode: defaulted(oneOf("SkipSAN", "SkipCA", "Secured", "SkipAll"), "Secured"),
                serverName: optional(string()),
                subjectAltNames: optional(
                  list(object({ type: defaulted(oneOf("Exact", "Prefix"), "Exact"), value: required(string()) })),
                ),
                caCert: optional(material),
                clientCert: optional(material),
                clientKey: optional(material),
              }),
            ),
          }),
        ),
      }),
    ),
  },
});
