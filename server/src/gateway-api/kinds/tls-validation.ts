import { since, until, varies } from "../../kubernetes/availability.ts";
import { list, object, oneOf, optional, pattern, type RuleOn, required, string } from "../../kubernetes/schema.ts";
import { hostname, preciseHostname } from "./names.ts";
import { localReference } from "./references.ts";

// How a backend's certificate is checked: shared by BackendTLSPolicy and XBackend.

/** Exactly one of the two ways to name authorities; 1.0 called the fields by other names. */
export function authorityRules<R extends string, W extends string>(
  refs: R,
  wellKnown: W,
): readonly RuleOn<{ readonly [K in R]?: readonly unknown[] } & { readonly [K in W]?: string }>[] {
  const [refsWord, wellKnownWord] = [refs.replace("ca", "CA"), wellKnown.replace("well", "Well")];
  type Authorities = { readonly [K in R]?: readonly unknown[] } & { readonly [K in W]?: string };
  const has = (self: Authorities) => [(self[refs]?.length ?? 0) > 0, (self[wellKnown] ?? "") !== ""] as const;
  return [
    {
      name: "tls-authorities-twice",
      message: `must not contain both ${refsWord} and ${wellKnownWord}`,
      check: (self) => (has(self).every(Boolean) ? { at: [wellKnown] } : undefined),
    },
    {
      name: "tls-authorities-missing",
      message: `must specify either ${refsWord} or ${wellKnownWord}`,
      check: (self) => (has(self).some(Boolean) ? undefined : { at: [] }),
    },
  ];
}

interface AltName {
  readonly type: string;
  readonly hostname?: string;
  readonly uri?: string;
}

// port of: BackendTLSPolicy spec.validation.subjectAltNames[]
const altNameRules: readonly RuleOn<AltName>[] = (["Hostname", "URI"] as const).flatMap((type) => {
  const field = type === "URI" ? "uri" : "hostname";
  return [
    {
      name: "alt-name-missing",
      message: `SubjectAltName element must contain ${type}, if Type is set to ${type}`,
      check: (self: AltName) => (self.type === type && (self[field] ?? "") === "" ? { at: ["type"] } : undefined),
    },
    {
      name: "alt-name-unexpected",
      message: `SubjectAltName element must not contain ${type}, if Type is not set to ${type}`,
      check: (self: AltName) => (self.type !== type && (self[field] ?? "") !== "" ? { at: [field] } : undefined),
    },
  ];
});

const uriPattern = pattern("^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?");
const wellKnownPattern = pattern(
  "^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$",
);

export const backendValidation = object(
  {
    caCertificateRefs: optional(list(localReference, { maxItems: 8 }), "ConfigMaps with the authorities."),
    hostname: required(preciseHostname, "Name that is asked for (SNI) and must be in the certificate."),
    subjectAltNames: optional(
      list(
        object(
          {
            hostname: optional(hostname, "The name, with type Hostname."),
            type: required(oneOf("Hostname", "URI"), "What the name is."),
            uri: optional(string({ minLength: 1, maxLength: 253, pattern: uriPattern }), "The name, with type URI."),
          },
          { rules: altNameRules },
        ),
        { maxItems: 5 },
      ),
      "Names of which the certificate must have one.",
      { when: since("1.2") },
    ),
    wellKnownCACertificates: optional(
      string({
        choices: varies([[until("1.4"), [{ value: "System" }]]]),
        minLength: varies([[since("1.5"), 1]]),
        maxLength: varies([[since("1.5"), 253]]),
        pattern: varies([[since("1.5"), wellKnownPattern]]),
      }),
      "Authorities that the system trusts.",
    ),
  },
  { rules: authorityRules("caCertificateRefs", "wellKnownCACertificates") },
);
