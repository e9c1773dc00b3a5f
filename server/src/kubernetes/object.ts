/** A JSON value, as decoded from a manifest. Never mutated once made. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Where in an object: keys and list indices, never a joined string (label keys contain dots). */
export type FieldPath = readonly (string | number)[];

export interface GroupKind {
  /** "" for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** Names one object of a cluster. `namespace` is "" for a cluster-scoped kind. */
export interface ObjectKey extends GroupKind {
  readonly namespace: string;
  readonly name: string;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object as the API server stores it: pruned, defaulted, its namespace filled in. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** A kind and, at the type level, the shape of its admitted objects. */
export interface KubeKind<T extends KubeObject = KubeObject> extends GroupKind {
  readonly namespaced: boolean;
  /** Only for the type checker; never present. */
  readonly shape?: T;
}

/** `group/kind/namespace/name`: a map key. No part can contain a slash. */
export function keyText(key: ObjectKey): string {
  return `${key.group}/${key.kind}/${key.namespace}/${key.name}`;
}

/** The inverse of `keyText`. */
export function keyFromText(text: string): ObjectKey {
  const [group = "", kind = "", namespace = "", name = ""] = text.split("/");
  return { group, kind, namespace, name };
}

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

export function keyOf(object: KubeObject): ObjectKey {
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace: object.metadata.namespace ?? "",
    name: object.metadata.name,
  };
}

/** `ns/name`, or just the name of a cluster-scoped object: as conditions and logs print it. */
export function displayName(key: { readonly namespace: string; readonly name: string }): string {
  return key.namespace === "" ? key.name : `${key.namespace}/${key.name}`;
}

export function samePath(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && startsWith(a, b);
}

/** Whether `path` is `head`, or leads to something below it. */
export function startsWith(path: FieldPath, head: FieldPath): boolean {
  return head.length <= path.length && head.every((step, at) => path[at] === step);
}

/** Whether two JSON values say the same, whatever the order of their keys. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (isJsonList(a) || isJsonList(b)) {
    return isJsonList(a) && isJsonList(b) && a.length === b.length && a.every((item, i) => isSameJson(item, b[i]));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]))
  );
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
