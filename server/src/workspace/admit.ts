import type { Checked } from "../kubernetes/admission.ts";
import {
  type FieldPath,
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  startsWith,
} from "../kubernetes/object.ts";
import { displayPath, type Violation } from "../kubernetes/violation.ts";
import { type AuthoredContext, admitAuthored } from "../kuma/authored.ts";
import type { Place, Refusal } from "../kuma/place.ts";
import type { Because, RelatedPlace } from "../kuma/problem.ts";
import type { Manifest } from "./manifest.ts";
import type { ClusterSpec } from "./project.ts";
import type { ReadingArgs, ReadingCode } from "./reading-problem.ts";

/** Something that the API server says about a manifest. */
export type AdmissionFinding = {
  readonly [Code in ReadingCode]: {
    readonly code: Code;
    readonly at: Place;
    readonly args: ReadingArgs[Code];
    readonly because?: Because;
    readonly related?: readonly RelatedPlace[];
  };
}[ReadingCode];

/** What the API server of a cluster makes of a manifest. */
export interface Admission {
  /** As stored; absent where it is refused. */
  readonly object: KubeObject | undefined;
  readonly refusal?: Refusal;
  readonly findings: readonly AdmissionFinding[];
}

const refused: Admission = { object: undefined, findings: [] };

/** Kinds of the Gateway API that a cluster may serve and no Kuma release reconciles. */
const unwatchedKinds: ReadonlySet<string> = new Set(
  "BackendLBPolicy BackendTLSPolicy BackendTrafficPolicy GRPCRoute ListenerSet Mesh TCPRoute TLSRoute UDPRoute XBackend XBackendTrafficPolicy XListenerSet XMesh".split(
    " ",
  ),
);

/** Of what is around a manifest when it is applied, only namespaces count: Kuma's webhooks ask for a label of theirs. */
export type NamespaceLabels = (namespace: string) => Readonly<Record<string, string>> | undefined;

export function createAdmission(
  { controlPlane }: ClusterSpec,
  namespaceLabels: NamespaceLabels,
): (manifest: Manifest) => Admission {
  // A mesh or namespace that is not in the files may be made elsewhere: that is told by findings of their own.
  const context: AuthoredContext = {
    controlPlane,
    surroundings: { namespaceLabels, hasMesh: () => true },
    closed: false,
  };
  return (manifest) => (manifest.broken ? refused : admitted(manifest, context));
}

/** Whether the admission of an object may change with the labels of its namespace. */
export function dependsOnNamespace({ key }: Manifest): boolean {
  return key.group === "kuma.io" && key.namespace !== "";
}

function admitted(manifest: Manifest, context: AuthoredContext): Admission {
  const { key } = manifest;
  const authored = admitAuthored(inNamespace(manifest), context);
  if (authored.state === "foreign") return foreign(manifest);
  const refusal = authored.state === "stored" ? undefined : { ...authored.refusal, key };
  const { admission } = authored;
  switch (admission.state) {
    case "foreign":
      return foreign(manifest);
    case "not-served":
      return admission.declaration === undefined
        ? unserved(manifest, refusal)
        : notServed(manifest, admission.servedAs, admission.elsewhere, refusal);
    case "undecodable": {
      const args = {
        kind: key.kind,
        type: "TypeInvalid" as const,
        field: displayPath(admission.path),
        detail: admission.message,
      };
      return refusedWith(refusal, [{ code: "schema-type", at: { object: key, path: admission.path }, args }]);
    }
    default: {
      const findings = checkFindings(manifest, admission);
      if (authored.state === "refused") {
        const explained = admission.violations.length > 0 || refusal === undefined;
        return refusedWith(refusal, explained ? findings : [...findings, webhookFinding(key, refusal)]);
      }
      return {
        object: withDefaultNamespace(authored.object, key),
        findings: authored.state === "not-watched" ? [...findings, notWatched(manifest)] : findings,
        ...(refusal === undefined ? {} : { refusal }),
      };
    }
  }
}

/** kubectl fills in the namespace that its context names. */
function inNamespace({ value, key }: Manifest): JsonObject {
  if (
    key.namespace === "" ||
    (isObject(value.metadata) && typeof value.metadata.namespace === "string" && value.metadata.namespace !== "")
  )
    return value;
  return isObject(value.metadata) && value.metadata.namespace === undefined
    ? { ...value, metadata: { ...value.metadata, namespace: key.namespace } }
    : value;
}

function withDefaultNamespace(object: KubeObject, { namespace }: Manifest["key"]): KubeObject {
  if (namespace === "" || object.metadata.namespace === namespace) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function refusedWith(refusal: Refusal | undefined, findings: readonly AdmissionFinding[]): Admission {
  const told = findings.map((finding) =>
    finding.because === undefined && refusal !== undefined ? { ...finding, because: { refusal } } : finding,
  );
  return { object: undefined, findings: told, ...(refusal === undefined ? {} : { refusal }) };
}

function notServed(
  { key, apiVersion }: Manifest,
  servedAs: readonly string[],
  elsewhere: string | undefined,
  refusal: Refusal | undefined,
): Admission {
  const args = { apiVersion, kind: key.kind, servedAs, ...(elsewhere === undefined ? {} : { elsewhere }) };
  return refusedWith(refusal, [{ code: "api-version-unserved", at: { object: key, path: ["apiVersion"] }, args }]);
}

function webhookFinding(key: Manifest["key"], refusal: Refusal): AdmissionFinding {
  if (refusal.by === "decode") {
    // Kubernetes' own kinds are read into Go types at once: a Secret with broken base64, for one.
    const args = { kind: key.kind, type: "Invalid" as const, field: "data", detail: refusal.message ?? "" };
    return { code: "schema-value", at: { object: key, path: ["data"], side: "key" }, args, because: { refusal } };
  }
  const [first] = refusal.causes ?? [];
  const at = first === undefined ? { object: key, path: ["metadata", "name"] } : { ...first, object: key };
  return {
    code: "webhook-refused",
    at,
    args: { kind: key.kind, message: refusal.message ?? "" },
    because: { refusal },
  };
}

const noFindings: readonly AdmissionFinding[] = [];

function checkFindings({ key, value }: Manifest, { violations, unknownFields }: Checked): readonly AdmissionFinding[] {
  if (violations.length === 0 && unknownFields.length === 0) return noFindings;
  const findings: AdmissionFinding[] = unknownFields.map((unknown): AdmissionFinding => {
    const field = displayPath(unknown.path);
    const at: Place = { object: key, path: unknown.path, side: "key" };
    const because: Because = {
      refusal: { key, by: "kubectl", message: `strict decoding error: unknown field ${JSON.stringify(field)}` },
    };
    if (unknown.elsewhere !== undefined) {
      return {
        code: "crd-channel-missing-field",
        at,
        args: { kind: key.kind, field, elsewhere: unknown.elsewhere },
        because,
      };
    }
    const { suggestion } = unknown;
    return {
      code: "schema-unknown-field",
      at,
      args: { kind: key.kind, field, ...(suggestion === undefined ? {} : { suggestion }) },
      because,
    };
  });
  for (const one of violations) {
    if (one.again) continue;
    const repeated = violations.filter((other) => saysOnly(other, one));
    if (violations.some((other) => saysOnly(one, other))) continue;
    findings.push(portFinding(key, value, one) ?? violationFinding(key, value, one, repeated));
  }
  return findings;
}

function portFinding(key: Manifest["key"], object: JsonObject, one: Violation): AdmissionFinding | undefined {
  if (one.rule !== "service-needs-port") return undefined;
  const ref = valueAt(object, one.path);
  if (!isObject(ref) || typeof ref.name !== "string") return undefined;
  const namespace = typeof ref.namespace === "string" ? ref.namespace : key.namespace;
  const because: Because = { refusal: { key, by: "schema", errors: [errorOf(one)] } };
  return {
    code: "backend-port-missing",
    at: { object: key, path: [...one.path, "name"] },
    args: { namespace, name: ref.name },
    because,
  };
}

function valueAt(object: JsonObject, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) => (Array.isArray(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined),
    object,
  );
}

/** Whether an error without a place of its own (of `oneOf` and `anyOf`) says no more than that there is `other`, at its place or below. */
function saysOnly(one: Violation, other: Violation): boolean {
  if (one === other || one.field !== undefined) return false;
  const isBelow = startsWith(other.path, one.path);
  return isBelow && (other.field !== undefined || other.path.length > one.path.length);
}

function violationFinding(
  key: Manifest["key"],
  object: JsonObject,
  one: Violation,
  repeated: readonly Violation[] = [],
): AdmissionFinding {
  const { type, field, path, detail, rule, suggestion, elsewhere, related } = one;
  const written = valueAt(object, path);
  const args = {
    kind: key.kind,
    type,
    field: field ?? displayPath(path),
    detail,
    ...(written === undefined || (typeof written === "object" && written !== null) ? {} : { written }),
    ...(rule === undefined ? {} : { rule }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
  return {
    code: codeOf(one),
    at: { object: key, path },
    args,
    because: { refusal: { key, by: "schema", errors: [one, ...repeated].map(errorOf) } },
    ...(related === undefined
      ? {}
      : { related: [{ at: { object: key, path: related }, message: "It collides with this one." }] }),
  };
}

function codeOf({ type, path, rule }: Violation) {
  if (path[0] === "metadata")
    return path[1] === "name" || path[1] === "namespace" || path.length < 2 ? "metadata-name" : "metadata-label";
  if (rule !== undefined) return "schema-rule";
  switch (type) {
    case "TypeInvalid":
      return "schema-type";
    case "Required":
      return "schema-required";
    case "Duplicate":
      return "schema-duplicate-item";
    default:
      return "schema-value";
  }
}

function errorOf({ type, field, detail }: Violation): { readonly [name: string]: Json } {
  return { type: `FieldValue${type}`, field: field ?? "<nil>", detail };
}

/** Other kinds of a group that we know: those of the Gateway API are told apart from misspelled ones, Kuma's are left alone. */
function unserved(manifest: Manifest, refusal: Refusal | undefined): Admission {
  const { key, apiVersion } = manifest;
  if (!key.group.startsWith("gateway.networking")) return foreign(manifest);
  if (!unwatchedKinds.has(key.kind)) {
    const args = { apiVersion, kind: key.kind, servedAs: [] };
    return refusedWith(refusal, [{ code: "api-version-unserved", at: { object: key, path: ["kind"] }, args }]);
  }
  const { object } = foreign(manifest);
  return { object, refusal: { key, by: "not-watched" }, findings: [notWatched(manifest)] };
}

function notWatched({ key, apiVersion }: Manifest): AdmissionFinding {
  return {
    code: "resource-not-watched",
    at: { object: key, path: ["kind"] },
    args: { apiVersion, kind: key.kind },
  };
}

/** A kind without a declaration: taken as it is, if it has a name at all. */
function foreign({ key, value, apiVersion }: Manifest): Admission {
  if (key.name === "") return refused;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const placed = { ...metadata, name: key.name, ...(key.namespace === "" ? {} : { namespace: key.namespace }) };
  return { object: { ...value, apiVersion, kind: key.kind, metadata: placed } as KubeObject, findings: [] };
}
