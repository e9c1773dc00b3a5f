import { type FieldPath, isObject, type Json, type JsonObject } from "../kubernetes/object.ts";
import type { Answer } from "./outcome.ts";

export interface FieldChange {
  readonly path: FieldPath;
  /** `undefined`: absent on that side. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** How one object of an answer differs between two: a generated resource, a status, or something refused or failed. */
export interface ObjectChange {
  readonly part: "generated" | "status" | "refused" | "generatedRefused" | "reconcileErrors";
  /** `kind ns/name` */
  readonly display: string;
  readonly change: "added" | "removed" | "changed";
  readonly fields: readonly FieldChange[];
}

const parts = ["refused", "generated", "status", "generatedRefused", "reconcileErrors"] as const;

/** What differs between two answers for the same files: of two releases, or before and after an edit. In order of part, then name. */
export function answerDiff(before: Answer, after: Answer): readonly ObjectChange[] {
  return parts.flatMap((part) => {
    const left = byDisplay(before[part]);
    const right = byDisplay(after[part]);
    const displays = [...new Set([...left.keys(), ...right.keys()])].sort();
    return displays.flatMap((display): ObjectChange[] => {
      const a = left.get(display);
      const b = right.get(display);
      if (a === undefined) return [{ part, display, change: "added", fields: [] }];
      if (b === undefined) return [{ part, display, change: "removed", fields: [] }];
      const fields: FieldChange[] = [];
      compare(a, b, [], fields);
      return fields.length === 0 ? [] : [{ part, display, change: "changed", fields }];
    });
  });
}

function byDisplay(objects: Answer[(typeof parts)[number]]): Map<string, JsonObject> {
  return new Map((objects ?? []).map((object) => [displayOf(object), object]));
}

/** `kind ns/name`, of a resource as of a status or refusal. */
export function displayOf(object: JsonObject): string {
  const meta = isObject(object.metadata) ? object.metadata : object;
  const name = String(meta.name ?? "");
  const namespace = meta.namespace === undefined || meta.namespace === "" ? "" : `${String(meta.namespace)}/`;
  return `${String(object.kind)} ${namespace}${name}`;
}

function compare(before: Json | undefined, after: Json | undefined, path: FieldPath, out: FieldChange[]): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const named = keyOfLists(before, after);
    if (named !== undefined) compareNamed(before, after, named, path, out);
    else {
      const length = Math.max(before.length, after.length);
      for (let index = 0; index < length; index++) compare(before[index], after[index], [...path, index], out);
    }
    return;
  }
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(before[key], after[key], [...path, key], out);
    }
    return;
  }
  out.push({ path, before, after });
}

/** Lists whose items have a name (conditions, listeners, environment) are compared by it, so that one insertion is one change. */
function keyOfLists(before: readonly Json[], after: readonly Json[]): "name" | "type" | undefined {
  return (["name", "type"] as const).find(
    (key) => before.length + after.length > 0 && isDistinct(before, key) && isDistinct(after, key),
  );
}

function isDistinct(list: readonly Json[], key: string): boolean {
  const names = new Set(list.map((item) => (isObject(item) ? item[key] : undefined)));
  return !names.has(undefined) && names.size === list.length;
}

function compareNamed(
  before: readonly Json[],
  after: readonly Json[],
  key: "name" | "type",
  path: FieldPath,
  out: FieldChange[],
): void {
  const index = (list: readonly Json[]) =>
    new Map(list.map((item) => [isObject(item) ? String(item[key]) : "", item] as const));
  const left = index(before);
  const right = index(after);
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    compare(left.get(name), right.get(name), [...path, name], out);
  }
}
