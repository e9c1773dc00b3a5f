import { bundleOf, gatewayApiKinds } from "../gateway-api/bundle.ts";
import { admit, type Checked } from "../kubernetes/admission.ts";
import { type Catalog, catalogOf } from "../kubernetes/catalog.ts";
import { coreKinds } from "../kubernetes/kinds/index.ts";
import type { Json, KubeObject } from "../kubernetes/object.ts";
import { displayPath, type Violation } from "../kubernetes/violation.ts";
import { kumaKinds } from "../kuma/kinds/index.ts";
import type { Place, Refusal } from "../kuma/place.ts";
import type { Because, RelatedPlace } from "../kuma/problem.ts";
import { isObject, type Manifest } from "./manifest.ts";
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

export function createAdmission(spec: ClusterSpec): (manifest: Manifest) => Admission {
  const catalog = catalogFor(spec);
  return (manifest) => (manifest.broken ? refused : admitted(manifest, catalog));
}

/** What a cluster serves, as far as Gateway Lens knows its kinds. */
export function catalogFor({ gatewayApi, controlPlane }: ClusterSpec): Catalog {
  const { release } = controlPlane.behavior;
  return catalogOf(gatewayApiKinds(bundleOf(gatewayApi.version, gatewayApi.channel)), kumaKinds(release), coreKinds);
}

function admitted(manifest: Manifest, catalog: Catalog): Admission {
  const { key, apiVersion, value } = manifest;
  const admission = admit(value, catalog);
  switch (admission.state) {
    case "foreign":
      return foreign(manifest);
    case "not-served": {
      if (admission.declaration === undefined) return unserved(manifest);
      const { servedAs, elsewhere } = admission;
      const refusal: Refusal = { key, by: "not-served", message: noMatches(manifest) };
      const args = { apiVersion, kind: key.kind, servedAs, ...(elsewhere === undefined ? {} : { elsewhere }) };
      return {
        object: undefined,
        refusal,
        findings: [
          { code: "api-version-unserved", at: { object: key, path: ["apiVersion"] }, args, because: { refusal } },
        ],
      };
    }
    case "undecodable": {
      const refusal: Refusal = { key, by: "decode", message: admission.message };
      const args = {
        kind: key.kind,
        type: "TypeInvalid" as const,
        field: displayPath(admission.path),
        detail: admission.message,
      };
      return {
        object: undefined,
        refusal,
        findings: [{ code: "schema-type", at: { object: key, path: admission.path }, args, because: { refusal } }],
      };
    }
    default:
      return checked(manifest, admission);
  }
}

function checked({ key }: Manifest, { violations, unknownFields, admitted: stored }: Checked): Admission {
  if (violations.length === 0 && unknownFields.length === 0) return { object: stored, findings: [] };
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
  for (const one of violations) findings.push(violationFinding(key, one));
  if (stored !== undefined) return { object: stored, findings };
  const errors = violations.map(errorOf);
  return { object: undefined, refusal: { key, by: "schema", errors }, findings };
}

function violationFinding(key: Manifest["key"], one: Violation): AdmissionFinding {
  const { type, field, path, detail, rule, suggestion, elsewhere, related } = one;
  const args = {
    kind: key.kind,
    type,
    field: field ?? displayPath(path),
    detail,
    ...(rule === undefined ? {} : { rule }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
  return {
    code: codeOf(one),
    at: { object: key, path },
    args,
    because: { refusal: { key, by: "schema", errors: [errorOf(one)] } },
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
function unserved(manifest: Manifest): Admission {
  const { key, apiVersion } = manifest;
  if (!key.group.startsWith("gateway.networking")) return foreign(manifest);
  if (unwatchedKinds.has(key.kind)) {
    const { object } = foreign(manifest);
    return {
      object,
      refusal: { key, by: "not-watched" },
      findings: [
        { code: "resource-not-watched", at: { object: key, path: ["kind"] }, args: { apiVersion, kind: key.kind } },
      ],
    };
  }
  const refusal: Refusal = { key, by: "not-served", message: noMatches(manifest) };
  const args = { apiVersion, kind: key.kind, servedAs: [] };
  return {
    object: undefined,
    refusal,
    findings: [{ code: "api-version-unserved", at: { object: key, path: ["kind"] }, args, because: { refusal } }],
  };
}

function noMatches({ key, apiVersion }: Manifest): string {
  return `no matches for kind ${JSON.stringify(key.kind)} in version ${JSON.stringify(apiVersion)}`;
}

/** A kind without a declaration: taken as it is, if it has a name at all. */
function foreign({ key, value, apiVersion }: Manifest): Admission {
  if (key.name === "") return refused;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const placed = { ...metadata, name: key.name, ...(key.namespace === "" ? {} : { namespace: key.namespace }) };
  return { object: { ...value, apiVersion, kind: key.kind, metadata: placed } as KubeObject, findings: [] };
}
