import {
  type FieldPath,
  isObject,
  type Json,
  type JsonObject,
  type ObjectKey,
  samePath,
  startsWith,
} from "../kubernetes/object.ts";
import type { Manifest } from "../workspace/manifest.ts";
import { isClusterScoped } from "../workspace/relevance.ts";

const gatewayApi = "gateway.networking.k8s.io";

/** A place in an object that names another object, or a part of one. */
export interface Reference {
  /** Of the value that is the name. */
  readonly path: FieldPath;
  readonly target: ObjectKey;
  /** The part of the target that is meant, where the reference names one. */
  readonly section?: Section;
  /** What the reference is in the words of its kind: `parentRef`, `backendRef` … */
  readonly role: Role;
  /** The field that holds name, section and port together. */
  readonly ref: FieldPath;
}

/** `listener` by its name (of a Service: a port by its name), `port` by its number. */
export type Section = { readonly listener: string } | { readonly port: number };

export type Role =
  | "gatewayClass"
  | "parametersRef"
  | "certificateRef"
  | "parentRef"
  | "backendRef"
  | "mirror"
  | "namespace"
  | "grant"
  | "mesh";

/** Every reference that a manifest makes, in the order in which kinds declare the fields. */
export function referencesIn({ key, value }: Manifest): readonly Reference[] {
  const found: Reference[] = [];
  const spec = objectAt(value.spec);
  switch (`${key.group}/${key.kind}`) {
    case `${gatewayApi}/GatewayClass`:
      refer(found, ["spec", "parametersRef"], spec.parametersRef, "parametersRef", "", { group: "", kind: "" });
      break;
    case `${gatewayApi}/Gateway`:
      gatewayReferences(found, key, spec);
      break;
    case `${gatewayApi}/HTTPRoute`:
    case `${gatewayApi}/GRPCRoute`:
    case `${gatewayApi}/TCPRoute`:
    case `${gatewayApi}/TLSRoute`:
    case `${gatewayApi}/UDPRoute`:
      routeReferences(found, key, spec);
      break;
    case `${gatewayApi}/ReferenceGrant`:
      listAt(spec.to).forEach((item, at) => {
        const to = objectAt(item);
        if (typeof to.name !== "string" || typeof to.kind !== "string") return;
        const target = keyFor(textAt(to.group), to.kind, key.namespace, to.name);
        found.push({ path: ["spec", "to", at, "name"], ref: ["spec", "to", at], target, role: "grant" });
      });
      listAt(spec.from).forEach((item, at) => {
        const from = objectAt(item).namespace;
        if (typeof from === "string") found.push(namespaceReference(["spec", "from", at, "namespace"], from));
      });
      break;
  }
  const metadata = objectAt(value.metadata);
  if (key.namespace !== "" && typeof metadata.namespace === "string") {
    found.push(namespaceReference(["metadata", "namespace"], metadata.namespace));
  }
  for (const field of ["labels", "annotations"]) {
    const mesh = objectAt(metadata[field])["kuma.io/mesh"];
    if (typeof mesh !== "string" || mesh === "") continue;
    const path = ["metadata", field, "kuma.io/mesh"];
    found.push({ path, ref: path, target: keyFor("kuma.io", "Mesh", "", mesh), role: "mesh" });
  }
  return found;
}

function gatewayReferences(found: Reference[], key: ObjectKey, spec: JsonObject): void {
  if (typeof spec.gatewayClassName === "string") {
    const path = ["spec", "gatewayClassName"];
    found.push({
      path,
      ref: path,
      target: keyFor(gatewayApi, "GatewayClass", "", spec.gatewayClassName),
      role: "gatewayClass",
    });
  }
  listAt(spec.listeners).forEach((listener, at) => {
    listAt(objectAt(objectAt(listener).tls).certificateRefs).forEach((item, index) => {
      const path = ["spec", "listeners", at, "tls", "certificateRefs", index];
      refer(found, path, item, "certificateRef", key.namespace, { group: "", kind: "Secret" });
    });
  });
}

function routeReferences(found: Reference[], key: ObjectKey, spec: JsonObject): void {
  listAt(spec.parentRefs).forEach((item, at) => {
    refer(found, ["spec", "parentRefs", at], item, "parentRef", key.namespace, { group: gatewayApi, kind: "Gateway" });
  });
  const service = { group: "", kind: "Service" };
  listAt(spec.rules).forEach((rule, at) => {
    const path = ["spec", "rules", at];
    mirrors(found, [...path, "filters"], objectAt(rule).filters, key.namespace);
    listAt(objectAt(rule).backendRefs).forEach((backend, index) => {
      const below = [...path, "backendRefs", index];
      refer(found, below, backend, "backendRef", key.namespace, service);
      mirrors(found, [...below, "filters"], objectAt(backend).filters, key.namespace);
    });
  });
}

function mirrors(found: Reference[], path: FieldPath, filters: Json | undefined, namespace: string): void {
  listAt(filters).forEach((filter, at) => {
    const backend = objectAt(objectAt(filter).requestMirror).backendRef;
    refer(found, [...path, at, "requestMirror", "backendRef"], backend, "mirror", namespace, {
      group: "",
      kind: "Service",
    });
  });
}

/** The name, and beside it the listener or port, the namespace. */
function refer(
  found: Reference[],
  path: FieldPath,
  item: Json | undefined,
  role: Role,
  namespace: string,
  usual: { readonly group: string; readonly kind: string },
): void {
  const ref = objectAt(item);
  if (typeof ref.name !== "string" || ref.name === "") return;
  const kind = textAt(ref.kind) || usual.kind;
  const written = textAt(ref.group);
  // A parentRef to a Service that forgets the group means the core group to Kuma.
  const group = typeof ref.group === "string" ? written : kind === "Service" ? "" : usual.group;
  const target = keyFor(
    kind === "Service" && group === gatewayApi ? "" : group,
    kind,
    textAt(ref.namespace) || namespace,
    ref.name,
  );
  found.push({ path: [...path, "name"], ref: path, target, role });
  if (typeof ref.sectionName === "string") {
    found.push({ path: [...path, "sectionName"], ref: path, target, section: { listener: ref.sectionName }, role });
  }
  if (typeof ref.port === "number") {
    found.push({ path: [...path, "port"], ref: path, target, section: { port: ref.port }, role });
  }
  if (typeof ref.namespace === "string") found.push(namespaceReference([...path, "namespace"], ref.namespace));
}

function namespaceReference(path: FieldPath, name: string): Reference {
  return { path, ref: path, target: keyFor("", "Namespace", "", name), role: "namespace" };
}

/** The reference that a path is part of: the one at it, or the one whose `ref` holds it. */
export function referenceAt(references: readonly Reference[], path: FieldPath): Reference | undefined {
  const exact = references.find((reference) => samePath(reference.path, path));
  if (exact !== undefined) return exact;
  return references.find(
    ({ ref, role }) =>
      role !== "namespace" && ref.length <= path.length && ref.length >= path.length - 1 && startsWith(path, ref),
  );
}

/** What other manifests can name of this one: the object, its listeners, its ports. A number can be that of several. */
export function sectionPaths(value: JsonObject, section: Section): readonly FieldPath[] {
  const spec = objectAt(value.spec);
  const [fields, part, wanted] =
    "listener" in section
      ? [["listeners", "ports"], "name", section.listener]
      : [["ports", "listeners"], "port", section.port];
  return fields.flatMap((field) =>
    listAt(spec[field]).flatMap((item, at): FieldPath[] =>
      objectAt(item)[part] === wanted ? [["spec", field, at, part]] : [],
    ),
  );
}

export function sameTarget(a: ObjectKey, b: ObjectKey): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.kind === b.kind && a.group === b.group;
}

function keyFor(group: string, kind: string, namespace: string, name: string): ObjectKey {
  return { group, kind, namespace: isClusterScoped(group, kind) ? "" : namespace, name };
}

export function objectAt(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function listAt(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textAt(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
