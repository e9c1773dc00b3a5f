import { gatewayKind } from "../../server/src/gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../../server/src/gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../../server/src/gateway-api/kinds/http-route.ts";
import {
  type FieldPath,
  groupOf,
  isSameJson,
  type Json,
  type JsonObject,
  type KubeObject,
} from "../../server/src/kubernetes/object.ts";
import { answerOf, outcomeOf } from "../../server/src/kuma/answer.ts";
import { type ClosedWorld, closedWorld } from "../../server/src/kuma/closed-world.ts";
import type { ControlPlane } from "../../server/src/kuma/control-plane.ts";
import { allOrigins } from "../../server/src/kuma/trace.ts";
import { meshOf } from "../../server/src/kuma/translate/mesh-of.ts";
import { meshLabel } from "../../server/src/kuma/translate/naming.ts";

/** A field that somebody wrote and that nothing which is generated comes from. */
export interface Unused {
  /** Of the object among those of the world. */
  readonly index: number;
  readonly path: FieldPath;
  /** Whether it makes no difference to anything else either: no status changes without it. Tried out when asked. */
  readonly isDropped: () => boolean;
}

const rootKinds: readonly string[] = [gatewayClassKind, gatewayKind, httpRouteKind].map(({ kind }) => kind);

const always = () => true;

/** What of the specs of a world does not reach what is generated. */
export function unusedFields(objects: readonly JsonObject[], controlPlane: ControlPlane): readonly Unused[] {
  const world = closedWorld(objects, controlPlane);
  const used = usedPlaces(world);
  const failed = failedObjects(world);
  let before: string | undefined;
  return objects.flatMap((object, index): readonly Unused[] => {
    const stored = storedIn(world, object);
    if (stored === undefined) return [];
    const isPruned = (path: FieldPath) => valueAt(stored as unknown as JsonObject, path) === undefined;
    if (!rootKinds.includes(text(object.kind))) {
      return leaves(object.spec, ["spec"])
        .filter(isPruned)
        .map((path) => ({ index, path, isDropped: always }));
    }
    const matters = (path: FieldPath): boolean => {
      // What the API server takes out makes a difference to nobody.
      if (isPruned(path)) return false;
      for (const changed of changes(object, path)) {
        const other = closedWorld(
          objects.map((one, at) => (at === index ? changed : one)),
          controlPlane,
        );
        const now = storedIn(other, changed);
        if (now === undefined) continue;
        before ??= answerText(world);
        return isSameJson(now as unknown as Json, stored as unknown as Json) || answerText(other) !== before;
      }
      // Nothing can be said of it alone: it goes with what it is part of.
      return path.length > 2 ? matters(path.slice(0, -1)) : true;
    };
    // Of an object that comes to nothing as a whole, that is what has to be told. A class makes nothing by itself.
    const whole = placeText(object, []).slice(0, -1);
    const isNothing = failed.has(placeText(object, [])) || ![...used].some((place) => place.startsWith(whole));
    if (isNothing) return object.kind === gatewayClassKind.kind ? [] : [{ index, path: [], isDropped: always }];
    return [...leaves(object.spec, ["spec"]), ...meshesOf(object, stored, world)]
      .filter((path) => isPruned(path) || (!isMute(object, path) && !used.has(placeText(object, path))))
      .map((path) => ({ index, path, isDropped: () => !matters(path) }));
  });
}

/** Where the author names the mesh, unless it is the one that the object is in. */
function meshesOf(object: JsonObject, stored: KubeObject, { view }: ClosedWorld): readonly FieldPath[] {
  const { gatewayMesh, routeMesh } = view.controlPlane.behavior;
  const { mesh } = meshOf(view.cluster, stored, object.kind === gatewayKind.kind ? gatewayMesh : routeMesh);
  return ["labels", "annotations"].flatMap((map) => {
    const path = ["metadata", map, meshLabel];
    const written = valueAt(object, path);
    return written === undefined || written === "" || written === mesh ? [] : [path];
  });
}

/** Says nothing that would not hold without it, is written for readers, or is read when a route asks for the Gateway. */
function isMute(object: JsonObject, path: FieldPath): boolean {
  if (object.kind === gatewayClassKind.kind && path[1] === "description") return true;
  if (path.includes("allowedRoutes")) return true;
  const value = valueAt(object, path);
  return (
    (typeof value === "object" && value !== null) ||
    (path.at(-1) === "namespace" && value === (object.metadata as JsonObject).namespace)
  );
}

/** Whose reconciliation ended in an error: what was made before is an accident. */
function failedObjects({ view }: ClosedWorld): ReadonlySet<string> {
  return new Set(
    outcomeOf(view).roots.flatMap(({ key, outcome }) =>
      outcome.error === undefined ? [] : [placeText({ kind: key.kind, metadata: { ...key } }, [])],
    ),
  );
}

function usedPlaces({ view }: ClosedWorld): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { outcome } of outcomeOf(view).roots) {
    for (const generated of outcome.generated) {
      for (const { from } of allOrigins(generated)) {
        for (const { object, path } of from) used.add(placeText({ kind: object.kind, metadata: { ...object } }, path));
      }
    }
  }
  return used;
}

function placeText({ kind, metadata }: JsonObject, path: FieldPath): string {
  const { namespace, name } = metadata as { readonly namespace?: string; readonly name?: string };
  const written = namespace ?? (kind === gatewayClassKind.kind ? "" : "default");
  return JSON.stringify([kind, written, name, ...path]);
}

function answerText({ view, refused }: ClosedWorld): string {
  return JSON.stringify(answerOf(view, refused));
}

/** Kubernetes' own kinds are stored as they are, as far as it matters here. */
function storedIn({ view }: ClosedWorld, { apiVersion, kind, metadata }: JsonObject): KubeObject | undefined {
  const group = groupOf(text(apiVersion));
  if (group === "") return undefined;
  const { namespace, name } = metadata as { readonly namespace?: string; readonly name: string };
  const get = (of: string) => view.cluster.get({ group, kind: text(kind), namespaced: of !== "" }, of, name);
  return namespace === undefined ? (get("") ?? get("default")) : get(namespace);
}

/** The object without the field; and, where it cannot be without, with another value. */
function* changes(object: JsonObject, path: FieldPath): Generator<JsonObject> {
  yield changed(object, path, () => undefined) as JsonObject;
  const value = valueAt(object, path);
  if (typeof value === "string") yield changed(object, path, () => `${value}x`) as JsonObject;
  if (typeof value === "number") yield changed(object, path, () => value + 1) as JsonObject;
  if (typeof value === "boolean") yield changed(object, path, () => !value) as JsonObject;
}

function valueAt(object: JsonObject, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => (at as JsonObject | undefined)?.[step], object);
}

function changed(value: Json, [step, ...rest]: FieldPath, to: () => Json | undefined): Json | undefined {
  if (step === undefined) return to();
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, at) => (at === step ? (changed(item, rest, to) ?? []) : [item])) as Json;
  }
  const entries = Object.entries(value as JsonObject).flatMap(([key, child]) => {
    const next = key === step ? changed(child as Json, rest, to) : child;
    return next === undefined ? [] : [[key, next] as const];
  });
  return Object.fromEntries(entries);
}

function leaves(value: Json | undefined, path: FieldPath): readonly FieldPath[] {
  if (value === undefined) return [];
  if (value === null || typeof value !== "object") return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value as JsonObject);
  return entries.length === 0 ? [path] : entries.flatMap(([key, child]) => leaves(child as Json, [...path, key]));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
