import { between, since, until } from "../../kubernetes/availability.ts";
import { parseDuration } from "../../kubernetes/format.ts";
import {
  defaulted,
  integer,
  kind,
  list,
  map,
  object,
  oneOf,
  optional,
  type RuleFailure,
  type RuleOn,
  required,
  string,
} from "../../kubernetes/schema.ts";
import {
  durationPattern,
  groupName,
  kindName,
  namespaceName,
  objectName,
  preciseHostname,
  sectionName,
} from "./names.ts";
import { experimentalGroup, gatewayApiGroup, localReference } from "./references.ts";
import { firstRepeated } from "./repeated.ts";
import { sessionPersistence } from "./session-persistence.ts";
import { authorityRules, backendValidation } from "./tls-validation.ts";

// Policies that are attached to backends. No Kuma release reads any of them.

interface Target {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

const targetOf = (target: Target) => `${target.group}/${target.kind}/${target.name}`;

// port of: BackendTLSPolicy spec.targetRefs
const targetRules: readonly RuleOn<readonly Target[]>[] = [
  {
    name: "target-section-required",
    message: "sectionName must be specified when targetRefs includes 2 or more references to the same target",
    when: since("1.3"),
    check: (self) => {
      const first = new Map<string, number>();
      for (const [index, target] of self.entries()) {
        const before = first.get(targetOf(target));
        if (before === undefined) first.set(targetOf(target), index);
        else if (((self[before]?.sectionName ?? "") ? 1 : 0) !== ((target.sectionName ?? "") ? 1 : 0)) {
          return { at: [index], related: [before] };
        }
      }
      return undefined;
    },
  },
  {
    name: "target-section-unique",
    message: "sectionName must be unique when targetRefs includes 2 or more references to the same target",
    when: since("1.3"),
    check: (self) => firstRepeated(self, (target) => `${targetOf(target)}/${target.sectionName ?? ""}`),
  },
];

const firstBundle = between("1.0", "1.0");

const targetFields = {
  group: required(groupName, "API group of the backend."),
  kind: required(kindName, "Kind of the backend."),
  name: required(objectName, "Name of the backend."),
} as const;

export const backendTlsPolicyKind = kind({
  group: gatewayApiGroup,
  kind: "BackendTLSPolicy",
  namespaced: true,
  versions: [
    { name: "v1", when: since("1.4") },
    { name: "v1alpha3", when: since("1.1", "experimental"), listed: since("1.4", "standard") },
    { name: "v1alpha2", when: until("1.0", "experimental") },
  ],
  doc: "How a Gateway talks TLS to a backend; no Kuma release reads it, the mesh's own mTLS applies.",
  fields: {
    spec: required(
      object({
        options: optional(map(string({ minLength: 0, maxLength: 4096 }), { maxProperties: 16 }), undefined, {
          when: since("1.2"),
        }),
        targetRef: required(
          object({ ...targetFields, namespace: optional(namespaceName), sectionName: optional(sectionName) }),
          "The backend.",
          { when: firstBundle },
        ),
        targetRefs: required(
          list(object({ ...targetFields, sectionName: optional(sectionName, "Port of the backend.") }), {
            minItems: 1,
            maxItems: 16,
            rules: targetRules,
          }),
          "The backends.",
          { when: since("1.1") },
        ),
        tls: required(
          object(
            {
              caCertRefs: optional(list(localReference, { maxItems: 8 })),
              hostname: required(preciseHostname),
              wellKnownCACerts: optional(oneOf("System")),
            },
            { rules: authorityRules("caCertRefs", "wellKnownCACerts") },
          ),
          "How the backend's certificate is checked.",
          { when: firstBundle },
        ),
        validation: required(backendValidation, "How the backend's certificate is checked.", { when: since("1.1") }),
      }),
    ),
  },
});

const policyTargets = required(
  list(object(targetFields), { minItems: 1, maxItems: 16, unique: ["group", "kind", "name"] }),
  "The backends.",
);

export const backendLbPolicyKind = kind({
  group: gatewayApiGroup,
  kind: "BackendLBPolicy",
  namespaced: true,
  versions: [{ name: "v1alpha2", when: between("1.1", "1.2", "experimental") }],
  doc: "Keeps clients at one backend; no Kuma release reads it, use a MeshLoadBalancingStrategy.",
  fields: {
    spec: required(object({ sessionPersistence: optional(sessionPersistence), targetRefs: policyTargets })),
  },
});

const hour = 3.6e12;

function spanRules(words: string, isShort: (nanoseconds: number) => boolean): readonly RuleOn<string>[] {
  const check = (self: string): RuleFailure | undefined => {
    const span = parseDuration(self);
    if (span === undefined) {
      return { at: [], broken: "type conversion error from 'string' to 'google.protobuf.Duration'" };
    }
    return isShort(span) || span > hour ? { at: [] } : undefined;
  };
  return [
    { name: "retry-interval", message: `interval can not be ${words}`, when: until("1.4"), check },
    { name: "retry-interval", message: `interval cannot be ${words}`, when: since("1.5"), check },
  ];
}

// port of: XBackendTrafficPolicy spec.retryConstraint
const retryConstraint = object({
  budget: defaulted(
    object({
      interval: defaulted(
        string({
          pattern: durationPattern,
          rules: spanRules("greater than one hour or less than one second", (span) => span < 1e9),
        }),
        "10s",
      ),
      percent: defaulted(integer({ min: 0, max: 100 }), 20),
    }),
    { interval: "10s", percent: 20 },
  ),
  minRetryRate: defaulted(
    object({
      count: optional(integer({ min: 1, max: 1_000_000 })),
      interval: optional(
        string({ pattern: durationPattern, rules: spanRules("greater than one hour", (span) => span === 0) }),
      ),
    }),
    { count: 10, interval: "1s" },
  ),
});

export const xBackendTrafficPolicyKind = kind({
  group: experimentalGroup,
  kind: "XBackendTrafficPolicy",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: since("1.3", "experimental") }],
  doc: "Limits retries and keeps clients at one backend; no Kuma release reads it, use a MeshRetry.",
  fields: {
    spec: required(
      object({
        retryConstraint: optional(retryConstraint),
        sessionPersistence: optional(sessionPersistence),
        targetRefs: policyTargets,
      }),
    ),
  },
});
