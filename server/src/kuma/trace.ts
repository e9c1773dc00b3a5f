import type { FieldPath, Json, JsonObject, ObjectKey } from "../kubernetes/object.ts";
import type { Generated, Origin, Place } from "./place.ts";

/**
 * Building a generated object so that it knows where each field came from: any subtree may be wrapped with the places that
 * decided it (`from`) or that it was copied from (`copied`); `untrace` takes the wrappers off again and lists them.
 */
export type Traced = Json | Wrapped | readonly Traced[] | { readonly [key: string]: Traced | undefined };

const places = Symbol("places");

interface Wrapped {
  readonly [places]: readonly Place[];
  readonly value: Traced;
  /** The value is the very field at the (only) place: what lies below came from below. */
  readonly copy: boolean;
}

/** `value` and all below it came from these places, unless something below says otherwise. */
export function from(where: Place | readonly Place[], value: Traced): Traced {
  const list = isPlaces(where) ? where : [where];
  return { [places]: list, value, copy: false };
}

/** `value` is what stands at `place`, field for field. */
export function copied(place: Place, value: Json): Traced {
  return { [places]: [place], value, copy: true };
}

/** The place of a field: `at(key, "spec", "rules", 0)`. */
export function at(object: ObjectKey, ...path: FieldPath): Place {
  return { object, path };
}

/** A place below another one. */
export function below(place: Place, ...path: FieldPath): Place {
  return { object: place.object, path: [...place.path, ...path] };
}

/** The same field's key, or the whole entry. */
export function side(place: Place, which: "key" | "entry"): Place {
  return { ...place, side: which };
}

/** The plain object, and an origin for each wrapped subtree (outer before inner). Keys without a value are left out. */
export function untrace(tree: Traced): { readonly object: Json; readonly origins: readonly Origin[] } {
  const origins: Origin[] = [];
  const object = unwrap(tree, [], origins);
  return { object: object ?? null, origins };
}

/** A generated object from its traced tree; `key` names it. */
export function generated(key: ObjectKey, tree: Traced): Generated {
  const { object, origins } = untrace(tree);
  return { key, object: isObject(object) ? object : {}, origins };
}

function unwrap(tree: Traced, path: FieldPath, origins: Origin[]): Json | undefined {
  if (tree === null || typeof tree !== "object") return tree;
  if (isWrapped(tree)) {
    origins.push({ path, from: tree[places] });
    const [place] = tree[places];
    if (tree.copy && place !== undefined) return copyOf(tree.value as Json, path, place, origins);
    return unwrap(tree.value, path, origins);
  }
  if (isList(tree)) return tree.map((item, i) => unwrap(item, [...path, i], origins) ?? null);
  const object: Record<string, Json> = {};
  for (const key of Object.keys(tree)) {
    const child = tree[key];
    if (child === undefined) continue;
    const value = unwrap(child, [...path, key], origins);
    if (value !== undefined) object[key] = value;
  }
  return object;
}

/** Lists an origin for each field below a copied one; the value itself is shared, not cloned. */
function copyOf(value: Json, path: FieldPath, place: Place, origins: Origin[]): Json {
  if (value === null || typeof value !== "object") return value;
  for (const key of isList(value) ? value.keys() : Object.keys(value)) {
    const child = (value as JsonObject)[key];
    if (child === undefined) continue;
    const [childPath, childPlace] = [[...path, key], below(place, key)];
    origins.push({ path: childPath, from: [childPlace] });
    copyOf(child, childPath, childPlace, origins);
  }
  return value;
}

/** The places that a generated field came from: of the nearest ancestor (or itself) with an origin. */
export function originOf(origins: readonly Origin[], path: FieldPath): readonly Place[] | undefined {
  let best: Origin | undefined;
  for (const origin of origins) {
    if (best !== undefined && origin.path.length < best.path.length) continue;
    if (origin.path.length <= path.length && origin.path.every((part, i) => part === path[i])) best = origin;
  }
  return best?.from;
}

function isList(tree: Traced): tree is readonly Traced[] {
  return Array.isArray(tree);
}

function isPlaces(where: Place | readonly Place[]): where is readonly Place[] {
  return Array.isArray(where);
}

function isWrapped(tree: object): tree is Wrapped {
  return places in tree;
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
