import { describeWhen } from "./availability.ts";
import type { FieldNode, Node, ObjectNode } from "./compile.ts";
import { nearest } from "./nearest.ts";
import type { FieldPath, Json, JsonObject } from "./object.ts";

/** A field that the kind does not have: pruned, and refused by `kubectl apply`. */
export interface UnknownField {
  readonly path: FieldPath;
  /** A field nearby that was probably meant. */
  readonly suggestion?: string;
  /** Where the field exists ("since 1.2 in the experimental channel"). */
  readonly elsewhere?: string;
}

interface Run {
  readonly path: (string | number)[];
  readonly unknown: UnknownField[];
  /** Slips tend to be repeated, and comparing words is the dearest thing done here. */
  suggestions: Map<ObjectNode, Map<string, string | undefined>> | undefined;
}

/**
 * Prunes unknown fields, drops nulls and fills in defaults, in one walk. The result shares with the input and the
 * declaration what it can; neither is changed.
 */
export function decodeFields(
  object: JsonObject,
  root: ObjectNode,
  untouched: ReadonlySet<string>,
): { readonly value: Record<string, Json | undefined>; readonly unknown: readonly UnknownField[] } {
  const run: Run = { path: [], unknown: [], suggestions: undefined };
  return { value: decodeObject(object, root, run, untouched), unknown: run.unknown };
}

function decode(value: Json, node: Node, run: Run): Json {
  if (value === null || typeof value !== "object" || node.type === "any") return value;
  if (isList(value)) {
    return value.map((item, index) => {
      run.path.push(index);
      const decoded = node.type === "array" ? decode(item, node.items, run) : strip(item, run);
      run.path.pop();
      return decoded;
    });
  }
  if (node.type === "object") return decodeObject(value, node, run, none);
  if (node.type === "map") return decodeMap(value, node.values, run);
  return strip(value, run);
}

const none: ReadonlySet<string> = new Set();

function decodeObject(
  value: JsonObject,
  node: ObjectNode,
  run: Run,
  untouched: ReadonlySet<string>,
): Record<string, Json | undefined> {
  const out: Record<string, Json | undefined> = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    const field = node.fields.get(key);
    if (untouched.has(key)) out[key] = item;
    else if (field !== undefined) decodeField(out, key, item, field, run);
    else if (node.open) put(out, key, item);
    else run.unknown.push(unknownField(key, value, node, run));
  }
  for (const [key, item] of node.defaults) {
    if (out[key] === undefined) out[key] = item;
  }
  return out;
}

function decodeField(out: Record<string, Json | undefined>, key: string, item: Json, field: FieldNode, run: Run): void {
  if (item === null) return; // a default, if there is one, follows with the others
  run.path.push(key);
  out[key] = decode(item, field.node, run);
  run.path.pop();
}

function decodeMap(value: JsonObject, values: Node, run: Run): JsonObject {
  const out: Record<string, Json | undefined> = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined || item === null) continue;
    run.path.push(key);
    put(out, key, decode(item, values, run));
    run.path.pop();
  }
  return out;
}

/** Below a value of the wrong type nothing is known, so every field goes. */
function strip(value: Json, run: Run): Json {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) {
    return value.map((item, index) => {
      run.path.push(index);
      const stripped = strip(item, run);
      run.path.pop();
      return stripped;
    });
  }
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) run.unknown.push({ path: [...run.path, key] });
  }
  return {};
}

function unknownField(key: string, parent: JsonObject, node: ObjectNode, run: Run): UnknownField {
  const path = [...run.path, key];
  const when = node.elsewhere.get(key);
  const elsewhere = describeWhen(when);
  if (elsewhere !== undefined) return { path, elsewhere };
  const suggestion = suggestionFor(key, node, run);
  return suggestion === undefined || parent[suggestion] !== undefined ? { path } : { path, suggestion };
}

function suggestionFor(key: string, node: ObjectNode, run: Run): string | undefined {
  run.suggestions ??= new Map();
  const known = run.suggestions.get(node) ?? new Map<string, string | undefined>();
  run.suggestions.set(node, known);
  if (!known.has(key)) known.set(key, nearest(key, node.fields.keys()));
  return known.get(key);
}

/** A user's key may be `__proto__`, which plain assignment would not store. */
function put(out: Record<string, Json | undefined>, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true });
  else out[key] = value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
