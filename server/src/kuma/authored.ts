import { type Admission, admit } from "../kubernetes/admission.ts";
import { exists } from "../kubernetes/availability.ts";
import { decodeBase64, encodeBase64, isIllegal } from "../kubernetes/base64.ts";
import type { Catalog, NotServed } from "../kubernetes/catalog.ts";
import {
  groupOf,
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  type ObjectKey,
} from "../kubernetes/object.ts";
import { displayPath, type Violation } from "../kubernetes/violation.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { Refusal } from "./place.ts";
import { admitResource } from "./webhooks/admit.ts";
import { metadataOf } from "./webhooks/defaulter.ts";
import { textMapOf, textOf } from "./webhooks/message.ts";
import { type Refused, refusedByServer } from "./webhooks/refused.ts";
import type { Surroundings } from "./webhooks/visibility.ts";

/** What becomes of a manifest that is applied to a cluster. */
export type Authored =
  /** Of no concern here: a kind that nothing of Gateway Lens looks at. */
  | { readonly state: "foreign" }
  | { readonly state: "refused"; readonly refusal: Refusal; readonly admission: Admission }
  /** Stored, but no control plane of this release looks at the kind; `refusal` says so. */
  | {
      readonly state: "not-watched";
      readonly refusal: Refusal;
      readonly object: KubeObject;
      readonly admission: Admission;
    }
  | { readonly state: "stored"; readonly object: KubeObject; readonly admission: Admission };

export interface AuthoredContext {
  readonly controlPlane: ControlPlane;
  readonly surroundings: Surroundings;
  /** Whether a namespace or mesh that is not among the manifests does not exist, rather than being written elsewhere. */
  readonly closed: boolean;
}

const gatewayApi: ReadonlySet<string> = new Set(["gateway.networking.k8s.io", "gateway.networking.x-k8s.io"]);

/** The only kinds of the Gateway API that any control plane of Kuma reads. */
const watched: ReadonlySet<string> = new Set(["GatewayClass", "Gateway", "HTTPRoute", "ReferenceGrant"]);

const ofNoInterest = "kind is of no interest to this release";

/** Namespaces that every cluster has. */
const builtIn: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);

export function admitAuthored(object: JsonObject, context: AuthoredContext): Authored {
  const { catalog } = context.controlPlane;
  const admission = admit(object, catalog);
  const key = keyAsWritten(object);
  const refused = (by: string, message: string): Authored => ({
    state: "refused",
    refusal: { key, by, message },
    admission,
  });

  if (admission.state === "foreign") return { state: "foreign" };
  if (admission.state === "not-served") {
    // Of core kinds only those that matter here are declared.
    if (key.group === "") return { state: "foreign" };
    // In the recorded worlds a version that a CRD lists without serving is stored. kubectl knows none such; as only kinds that
    // nobody watches have any, it is a question of words.
    if (context.closed && isUnwatched(key) && isListed(admission, catalog)) return refused("not-watched", ofNoInterest);
    return refused(
      "not-served",
      `no matches for kind ${JSON.stringify(key.kind)} in version ${JSON.stringify(object.apiVersion ?? "")}`,
    );
  }
  if (admission.state === "undecodable") return refused("decode", admission.message);
  const undecodable = key.group === "" ? undecodableCore(object, admission.violations) : undefined;
  if (undecodable !== undefined) return refused("decode", undecodable);
  if (isNamespaceMissing(object, context))
    return refused("api-server", `namespaces ${JSON.stringify(key.namespace)} not found`);

  if (key.group === "kuma.io") {
    const answer = admitResource(key, object, { ...context, surroundings: surroundingsOf(context) });
    if ("refusal" in answer) return { state: "refused", refusal: withCauses(answer), admission };
    return { state: "stored", object: answer.stored as unknown as KubeObject, admission };
  }
  const { admitted } = admission;
  if (admitted === undefined)
    return { state: "refused", refusal: withCauses(refusedByServer(key, admission.violations)), admission };
  if (isUnwatched(key)) {
    const refusal = { key, by: "not-watched", message: ofNoInterest };
    return { state: "not-watched", refusal, object: admitted, admission };
  }
  return {
    state: "stored",
    object: key.group === "" && key.kind === "Secret" ? storedSecret(admitted) : admitted,
    admission,
  };
}

function isUnwatched({ group, kind }: ObjectKey): boolean {
  return gatewayApi.has(group) && !watched.has(kind);
}

function isListed({ declaration, apiVersion }: NotServed, catalog: Catalog): boolean {
  const edition = declaration && catalog.editionOf(declaration.group);
  const version = declaration?.versions.find(({ name }) => `${declaration.group}/${name}` === apiVersion);
  return edition !== undefined && version?.listed !== undefined && exists(version.listed, edition);
}

function withCauses({ refusal, at }: Refused): Refusal {
  return { ...refusal, causes: at.map((path) => ({ object: refusal.key, path })) };
}

/** A namespace is only part of it where it is written, as in `kubectl`'s answer. */
function keyAsWritten(object: JsonObject): ObjectKey {
  const { name, namespace } = metadataOf(object);
  return {
    group: groupOf(textOf(object.apiVersion)),
    kind: textOf(object.kind),
    namespace: textOf(namespace),
    name: textOf(name),
  };
}

/** In an open world whatever is not known is taken to be there. */
function surroundingsOf({ surroundings, closed }: AuthoredContext): Surroundings {
  return closed ? surroundings : { ...surroundings, hasMesh: () => true };
}

// kubernetes: plugin/pkg/admission/namespace/lifecycle
function isNamespaceMissing(object: JsonObject, { controlPlane, surroundings, closed }: AuthoredContext): boolean {
  const namespace = textOf(metadataOf(object).namespace);
  if (!closed || namespace === "" || builtIn.has(namespace) || surroundings.namespaceLabels(namespace) !== undefined)
    return false;
  const found = controlPlane.catalog.lookup(textOf(object.apiVersion), textOf(object.kind));
  return found !== "foreign" && found.served && found.compiled().declaration.namespaced;
}

/** Kubernetes' own kinds are read into Go types at once, so a wrong type is told before anything else. */
function undecodableCore(object: JsonObject, violations: readonly Violation[]): string | undefined {
  const wrong = violations.find(({ type }) => type === "TypeInvalid");
  if (wrong !== undefined) return `${displayPath(wrong.path)}: ${wrong.detail}`;
  if (object.kind !== "Secret") return undefined;
  for (const text of Object.values(isObject(object.data) ? object.data : {})) {
    const decoded = typeof text === "string" ? decodeBase64(text) : undefined;
    if (decoded !== undefined && isIllegal(decoded)) return `illegal base64 data at input byte ${decoded.illegalAt}`;
  }
  return undefined;
}

/** `stringData` is only for writing: what it says ends up in `data`. */
function storedSecret(secret: KubeObject): KubeObject {
  const { stringData, ...rest } = secret as KubeObject & { readonly stringData?: Json; readonly data?: Json };
  if (stringData === undefined) return secret;
  const written = Object.entries(textMapOf(stringData)).map(([entry, text]) => [entry, encodeBase64(text)]);
  return { ...rest, data: { ...textMapOf(rest.data), ...Object.fromEntries(written) } } as KubeObject;
}
