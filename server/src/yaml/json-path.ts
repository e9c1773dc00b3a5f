import type { FieldPath, Json, JsonObject } from "../kubernetes/object.ts";
import { setField } from "./value.ts";

/** The value with the field or item at `path` changed, or gone. */
export function changed(value: Json, path: FieldPath, to: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return to ?? null;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.flatMap((item, i) =>
      i !== step ? [item] : rest.length === 0 ? (to === undefined ? [] : [to]) : [changed(item, rest, to)],
    );
  }
  const result: Record<string, Json> = {};
  const fields = value !== null && typeof value === "object" ? (value as JsonObject) : {};
  for (const name of Object.keys(fields)) {
    const field = fields[name] ?? null;
    if (name !== String(step)) setField(result, name, field);
    else if (rest.length > 0) setField(result, name, changed(field, rest, to));
    else if (to !== undefined) setField(result, name, to);
  }
  if (to !== undefined && !Object.hasOwn(fields, String(step))) setField(result, String(step), wrapped(rest, to));
  return result;
}

/** The value with a field or item added at `path`. */
export function added(value: Json, path: FieldPath, what: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return what;
  if (!Array.isArray(value)) return changed(value, [step], added(valueAt(value, [step]) ?? null, rest, what));
  const list = value as readonly Json[];
  const index = Number(step);
  if (rest.length === 0) return [...list.slice(0, index), what, ...list.slice(index)];
  return list.map((item, i) => (i === index ? added(item, rest, what) : item));
}

export function wrapped(path: FieldPath, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

export function valueAt(value: Json, path: FieldPath): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (at === undefined || at === null || typeof at !== "object") return undefined;
    if (Array.isArray(at)) at = (at as readonly Json[])[Number(step)];
    else at = Object.hasOwn(at, step) ? (at as JsonObject)[step] : undefined;
  }
  return at;
}
