import type { Diagnostic } from "../diagnostic.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import type { Cluster } from "../kubernetes/cluster.ts";
import {
  displayName,
  type FieldPath,
  isSameJson,
  type Json,
  type JsonObject,
  type KubeKind,
  type KubeObject,
  keyOf,
  keyText,
  type ObjectKey,
  startsWith,
} from "../kubernetes/object.ts";
import { displayPath } from "../kubernetes/violation.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import { viewOf } from "../kuma/memory-view.ts";
import type { Generated, Place } from "../kuma/place.ts";
import { allOrigins } from "../kuma/trace.ts";
import type { View } from "../kuma/view.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { cursorAt, locatedAt, valueAt } from "./cursor.ts";
import { type Becoming, becoming, conditionText } from "./outcome.ts";
import { rangeIn } from "./place.ts";

/** A field of something that Kuma makes, or one of its conditions. */
export interface Effect {
  /** `MeshHTTPRoute kuma-system/cart`, `HTTPRoute shop/cart, parent infra/edge` */
  readonly of: string;
  /** `spec.to[0].rules`; the whole condition where it is one. */
  readonly field: string;
  readonly value?: Json;
}

/** What a field of a manifest comes to in a cluster. */
export interface FieldOutcome {
  readonly cluster: string;
  readonly kuma: string;
  readonly object: ObjectKey;
  readonly field: string;
  /** The generated fields that are made of it. */
  readonly became: readonly Effect[];
  /** What else would be different with another value: conditions, and what is generated at all. */
  readonly decides: readonly Effect[];
  /** Why it comes to nothing; only where both lists are empty. */
  readonly nothing?: string;
}

/** What became of the field at the offset, in each cluster that the file is for. */
export function becomesAt(
  workspace: Workspace,
  diagnosticsOf: (uri: string) => readonly Diagnostic[],
  uri: string,
  offset: number,
): readonly FieldOutcome[] {
  const cursor = cursorAt(workspace, uri, offset);
  const located = cursor && locatedAt(cursor);
  if (cursor === undefined || located === undefined) return [];
  const { path } = cursor;
  const { key } = located.manifest;
  const said = () => {
    const { start, end } = rangeIn(workspace, located, path, "entry").range;
    return diagnosticsOf(uri)
      .filter(({ range, severity }) => severity !== "hint" && range.start < end && range.end > start)
      .map(({ message }) => message);
  };
  return cursor.clusters.map((cluster) => outcomeIn(cluster, key, path, said));
}

/** The same in a few words, from what the object itself becomes. */
export function becomesInBrief(view: View, key: ObjectKey, path: FieldPath): string | undefined {
  const { generated } = becoming(view, key);
  const made = distinct(generated.flatMap((one) => madeOf(one, key, path)));
  if (made.length === 0) return undefined;
  const shown = made.slice(0, most).map(({ of, field }) => `\`${field}\` of ${of}`);
  return `Becomes ${shown.join(", ")}${made.length > most ? " …" : ""}.`;
}

const most = 4;

function outcomeIn(
  { name, view }: ClusterState,
  key: ObjectKey,
  path: FieldPath,
  said: () => readonly string[],
): FieldOutcome {
  const { release } = view.controlPlane.behavior;
  const concerned = concernedBy(view, key);
  const before = concerned.map((root) => becoming(view, root));
  const became = before.flatMap(({ generated }) => generated.flatMap((made) => madeOf(made, key, path)));
  const caused = before.flatMap((root, at) => causedBy(root, concerned[at] ?? key, key, path));
  const outcome = { cluster: name, kuma: release, object: key, field: displayPath(path), became: distinct(became) };
  if (became.length > 0) return { ...outcome, decides: distinct(caused) };
  const decides = distinct([...caused, ...differences(view, key, path, concerned, before)]);
  if (decides.length > 0) return { ...outcome, decides };
  return { ...outcome, decides, nothing: said().join(" ") || whyNothing(view, key, concerned) };
}

const roots: readonly KubeKind[] = [gatewayClassKind, gatewayKind, httpRouteKind, meshGatewayInstanceKind];

/** The roots in which the object may show: routes show in themselves only, all else anywhere. */
function concernedBy(view: View, key: ObjectKey): readonly ObjectKey[] {
  if (key.kind === httpRouteKind.kind && key.group === httpRouteKind.group) return [key];
  return roots.flatMap((kind) => view.cluster.list(kind).map(keyOf));
}

function madeOf(made: Generated, key: ObjectKey, path: FieldPath): readonly Effect[] {
  const effects = allOrigins(made)
    .filter(({ from }) => from.some((place) => isAtOrBelow(place, key, path)))
    .map((origin) => origin.path);
  // Of what is made of it as a whole, the parts need not be told.
  return effects
    .filter((one) => !effects.some((other) => other.length < one.length && startsWith(one, other)))
    .map((field) => {
      const value = valueAt(made.object, field);
      return { of: nameOf(made.key), field: displayPath(field), ...(value === undefined ? {} : { value }) };
    });
}

function causedBy({ statuses }: Becoming, root: ObjectKey, key: ObjectKey, path: FieldPath): readonly Effect[] {
  return statuses.flatMap(({ of, conditions }) =>
    conditions
      .filter(({ causes }) => path.length > 0 && causes?.some((place) => isAtOrBelow(place, key, path)))
      .map((condition) => ({
        of: of === "" ? nameOf(root) : `${nameOf(root)}, ${of}`,
        field: conditionText(condition),
      })),
  );
}

function isAtOrBelow({ object, path }: Place, key: ObjectKey, field: FieldPath): boolean {
  return startsWith(path, field) && keyText(object) === keyText(key);
}

/** Many fields decide without being copied anywhere: tried out with another value. */
function differences(
  view: View,
  key: ObjectKey,
  path: FieldPath,
  concerned: readonly ObjectKey[],
  before: readonly Becoming[],
): readonly Effect[] {
  const kind: KubeKind = { group: key.group, kind: key.kind, namespaced: key.namespace !== "" };
  const object = view.cluster.get(kind, key.namespace, key.name);
  if (object === undefined || path.length === 0) return [];
  // Under another name it would not be there for those who ask for it.
  const other = isName(path) ? undefined : (altered(object as unknown as Json, path) as KubeObject | undefined);
  if (other === undefined && !isName(path)) return [];
  const elsewhere = viewOf(withObject(view.cluster, kind, keyText(key), other), view.controlPlane);
  return concerned.flatMap((root, at) => {
    const old = before[at];
    return old === undefined ? [] : changes(root, old, becoming(elsewhere, root));
  });
}

function changes(root: ObjectKey, before: Becoming, after: Becoming): readonly Effect[] {
  const made = new Map(after.generated.map((one) => [keyText(one.key), one]));
  const effects: Effect[] = before.generated.flatMap(({ key, object }) => {
    const now = made.get(keyText(key));
    if (now === undefined) return [{ of: nameOf(key), field: "" }];
    return Object.keys(object)
      .filter((field) => !isSameJson(object[field] ?? null, now.object[field] ?? null))
      .map((field) => ({ of: nameOf(key), field }));
  });
  const known = new Set(before.generated.map(({ key }) => keyText(key)));
  for (const { key } of after.generated) {
    if (!known.has(keyText(key))) effects.push({ of: nameOf(root), field: `whether ${key.kind} ${key.name} is made` });
  }
  for (const { of, conditions } of before.statuses) {
    const now = after.statuses.find((other) => other.of === of)?.conditions.map(conditionText) ?? [];
    for (const text of conditions.map(conditionText)) {
      if (!now.includes(text)) effects.push({ of: of === "" ? nameOf(root) : `${nameOf(root)}, ${of}`, field: text });
    }
  }
  return effects;
}

function isName([first, second]: FieldPath): boolean {
  return first === "metadata" ? second === undefined || second === "name" || second === "namespace" : first !== "spec";
}

/** The cluster with another state of one object, or without it. */
function withObject(cluster: Cluster, kind: KubeKind, id: string, object: KubeObject | undefined): Cluster {
  const isIt = (one: KubeObject) => keyText(keyOf(one)) === id;
  return {
    ...cluster,
    get(asked, namespace, name) {
      const found = cluster.get(asked, namespace, name);
      return found !== undefined && isIt(found) ? (object as typeof found | undefined) : found;
    },
    list: (asked, namespace) =>
      cluster.list(asked, namespace).flatMap((one) => (isIt(one) ? ((object as typeof one | undefined) ?? []) : [one])),
    listBy(index, key) {
      const found = cluster.listBy(index, key);
      if (index.kind.kind !== kind.kind || index.kind.group !== kind.group) return found;
      const others = found.filter((one) => !isIt(one));
      const own = object as (typeof found)[number] | undefined;
      return own !== undefined && index.keys(own).includes(key) ? [...others, own] : others;
    },
    lookup(asked, namespace, name) {
      const gone = object === undefined && keyText({ ...asked, namespace, name }) === id;
      return gone ? "absent" : cluster.lookup(asked, namespace, name);
    },
  };
}

/** Another value at the path; `undefined` where there is none. */
function altered(value: Json | undefined, [step, ...rest]: FieldPath): Json | undefined {
  if (step === undefined) return otherValue(value);
  if (value === null || typeof value !== "object") return undefined;
  const child = altered((value as JsonObject)[step], rest);
  if (child === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item: Json, at) => (at === step ? child : item));
  return { ...(value as JsonObject), [step]: child };
}

function otherValue(value: Json | undefined): Json | undefined {
  switch (typeof value) {
    case "string":
      return `${value}x`;
    case "number":
      return value + 1;
    case "boolean":
      return !value;
    default:
      if (value === null || value === undefined) return undefined;
      if (Array.isArray(value)) return value.map((item: Json) => otherValue(item) ?? item);
      return Object.fromEntries(
        Object.entries(value as JsonObject).map(([key, child]) => [key, otherValue(child) ?? child ?? null]),
      );
  }
}

function whyNothing(view: View, key: ObjectKey, concerned: readonly ObjectKey[]): string {
  const { behavior } = view.controlPlane;
  const kind: KubeKind = { group: key.group, kind: key.kind, namespaced: key.namespace !== "" };
  if (view.cluster.lookup(kind, key.namespace, key.name) === "rejected") {
    return `The API server refuses this ${key.kind}, so Kuma never sees it.`;
  }
  const isRoot = roots.some(({ group, kind: name }) => group === key.group && name === key.kind);
  if (!behavior.gateways && isRoot && key.kind !== httpRouteKind.kind) {
    return `Kuma ${behavior.release} takes no notice of a ${key.kind}.`;
  }
  if (isRoot && concerned.every((root) => becoming(view, root).generated.length === 0)) {
    const why = whyNothingIsMade(becoming(view, key));
    return `Nothing is made of this ${key.kind}${why === undefined ? "" : `: ${why}`}.`;
  }
  return `Kuma ${behavior.release} does not use it: with another value, nothing would be different.`;
}

/** The first thing that the cluster says against it. */
function whyNothingIsMade({ statuses, refused, errors }: Becoming): string | undefined {
  const [error] = errors;
  if (error !== undefined) return error.message;
  const [refusal] = refused;
  if (refusal !== undefined) return `${nameOf(refusal.key)} is refused by ${refusal.by}`;
  const against = statuses
    .flatMap(({ conditions }) => conditions)
    .find(({ type, status }) => status === "False" && type !== "Conflicted");
  return against && conditionText(against);
}

function nameOf(key: ObjectKey): string {
  return `${key.kind} ${displayName(key)}`;
}

function distinct(effects: readonly Effect[]): readonly Effect[] {
  return [...new Map(effects.map((effect) => [`${effect.of} ${effect.field}`, effect])).values()];
}
