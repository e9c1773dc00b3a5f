import { type FieldPath, isObject, type Json, type JsonObject, type ObjectKey } from "../kubernetes/object.ts";
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
  /** The value has the shape of the field at the (only) place: what lies below came from below. */
  readonly copy: boolean;
}

/** `value` and all below it came from these places, unless something below says otherwise. */
export function from(where: Place | readonly Place[], value: Traced): Traced {
  const list = isPlaces(where) ? where : [where];
  return { [places]: list, value, copy: false };
}

/** `value` is what stands at `place`, field for field, but where something below it says otherwise. */
export function copied(place: Place, value: Traced): Traced {
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

/** The plain object, and an origin for each wrapped subtree (outer before inner). Keys without a value are left out. */
export function untrace(tree: Traced): { readonly object: Json; readonly origins: readonly Origin[] } {
  const walk: Walk = { path: [], origins: [] };
  const object = unwrap(tree, walk);
  return { object: object ?? null, origins: walk.origins };
}

/** Where the walk is; the path is copied only where an origin needs it. */
interface Walk {
  readonly path: (string | number)[];
  readonly origins: Origin[];
}

/** A generated object from its traced tree; `key` names it. */
export function generated(key: ObjectKey, tree: Traced): Generated {
  const { object, origins } = untrace(tree);
  return { key, object: isObject(object) ? object : {}, origins };
}

function unwrap(tree: Traced, walk: Walk): Json | undefined {
  if (tree === null || typeof tree !== "object") return tree;
  if (isWrapped(tree)) {
    const path = walk.path.slice();
    walk.origins.push(tree.copy ? { path, from: tree[places], fieldByField: true } : { path, from: tree[places] });
    return unwrap(tree.value, walk);
  }
  if (isList(tree)) {
    return tree.map((item, i) => {
      walk.path.push(i);
      const value = unwrap(item, walk) ?? null;
      walk.path.pop();
      return value;
    });
  }
  const object: Record<string, Json> = {};
  for (const key of Object.keys(tree)) {
    const child = tree[key];
    if (child === undefined) continue;
    walk.path.push(key);
    const value = unwrap(child, walk);
    walk.path.pop();
    if (value !== undefined) object[key] = value;
  }
  return object;
}

/** The places that a generated field came from: of the nearest ancestor (or itself) with an origin. */
export function originOf(origins: readonly Origin[], path: FieldPath): readonly Place[] | undefined {
  let best: Origin | undefined;
  for (const origin of origins) {
    if (best !== undefined && origin.path.length < best.path.length) continue;
    if (origin.path.length <= path.length && origin.path.every((part, i) => part === path[i])) best = origin;
  }
  return best === undefined ? undefined : placesBelow(best, path.slice(best.path.length));
}

function placesBelow({ from: where, fieldByField }: Origin, rest: FieldPath): readonly Place[] {
  return fieldByField && rest.length > 0 ? where.map((place) => below(place, ...rest)) : where;
}

/** An origin for every field that has one of its own, those that go field by field written out. */
export function allOrigins({ object, origins }: Pick<Generated, "object" | "origins">): readonly Origin[] {
  const own = new Map(origins.map((origin) => [pathText(origin.path), origin]));
  const all: Origin[] = [];
  const visit = (value: Json, path: FieldPath, around: Origin | undefined): void => {
    const origin = own.get(pathText(path));
    const here = origin ?? around;
    if (origin !== undefined) all.push({ path, from: origin.from });
    else if (around !== undefined) all.push({ path, from: placesBelow(around, path.slice(around.path.length)) });
    if (value === null || typeof value !== "object") return;
    for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
      const child = (value as JsonObject)[key];
      if (child !== undefined) visit(child, [...path, key], here?.fieldByField ? here : undefined);
    }
  };
  visit(object, [], undefined);
  return all;
}

function pathText(path: FieldPath): string {
  return path.join("\u0000");
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
