import { since } from "../../kubernetes/availability.ts";
import { labelProblems } from "../../kubernetes/names.ts";
import { kind, object, oneOf, optional, type RuleOn, required, string } from "../../kubernetes/schema.ts";
import { gatewayClassFields } from "./gateway-class.ts";
import { portNumber, subdomainPattern } from "./names.ts";
import { experimentalGroup, secretReference } from "./references.ts";
import { backendValidation } from "./tls-validation.ts";

// Kinds that only the experimental channel has, in a group of their own. No Kuma release reads them.

export const xMeshKind = kind({
  group: experimentalGroup,
  kind: "XMesh",
  namespaced: false,
  versions: [{ name: "v1alpha1", when: since("1.4", "experimental") }],
  doc: "Describes a mesh of some implementation; no Kuma release reads it, Kuma's own kind is Mesh.",
  fields: { spec: required(object(gatewayClassFields)) },
});

interface Backend {
  readonly type: string;
  readonly externalHostname?: object;
}

// port of: XBackend spec
const backendRule: RuleOn<Backend> = {
  name: "backend-hostname",
  message: "externalHostname must be set when type is ExternalHostname and must be unset otherwise",
  check: (self) =>
    (self.type === "ExternalHostname") === (self.externalHostname !== undefined) ? undefined : { at: ["type"] },
};

const hostRule: RuleOn<string> = {
  name: "backend-hostname-local",
  message: "hostname must not be an IP address or end with .cluster.local",
  check: (self) => (self.endsWith(".cluster.local") ? { at: [] } : undefined),
};

const portNameRule: RuleOn<string> = {
  name: "backend-port-name",
  message: "Name must be a valid DNS label",
  check: (self) => (self === "" || labelProblems(self).length === 0 ? undefined : { at: [] }),
};

const certificateRule: RuleOn<{ readonly mode: string; readonly clientCertificateRef?: object }> = {
  name: "backend-client-certificate",
  message: "clientCertificateRef must be set if and only if mode is ClientAndServer",
  check: (self) =>
    (self.mode === "ClientAndServer") === (self.clientCertificateRef !== undefined) ? undefined : { at: ["mode"] },
};

export const xBackendKind = kind({
  group: experimentalGroup,
  kind: "XBackend",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: since("1.6", "experimental") }],
  doc: "A backend outside the cluster; no Kuma release reads it, use a MeshExternalService.",
  fields: {
    spec: required(
      object(
        {
          externalHostname: optional(
            object({
              hostname: required(
                string({ minLength: 1, maxLength: 253, pattern: subdomainPattern, rules: [hostRule] }),
              ),
            }),
          ),
          port: required(
            object({ name: optional(string({ maxLength: 63, rules: [portNameRule] })), port: required(portNumber) }),
          ),
          protocol: optional(oneOf("TCP", "HTTP", "HTTP2", "HTTP11", "H2C", "MCP")),
          tls: optional(
            object(
              {
                clientCertificateRef: optional(secretReference),
                mode: required(oneOf("None", "ServerOnly", "ClientAndServer")),
                validation: optional(backendValidation),
              },
              { rules: [certificateRule] },
            ),
          ),
          type: required(oneOf("ExternalHostname")),
        },
        { rules: [backendRule] },
      ),
    ),
  },
});
