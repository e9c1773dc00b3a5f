import { describeWhen } from "./availability.ts";
import type {
  ArrayNode,
  Chosen,
  IntOrStringNode,
  MapNode,
  Node,
  NumberNode,
  ObjectNode,
  StringNode,
} from "./compile.ts";
import { isBase64, isDateTime } from "./format.ts";
import { nearest } from "./nearest.ts";
import { type FieldPath, isObject, type Json, type JsonObject } from "./object.ts";
import { displayPath, type Violation, violation } from "./violation.ts";

interface Run {
  readonly path: (string | number)[];
  readonly found: Violation[];
}

// kube-openapi: pkg/validation/validate. What differs from JSON Schema is kept: of a string's limits only the first that
// fails is told, and a wrong type does not stop the enumeration from being told, too.
/** What the OpenAPI schema and the list types say about a decoded object. */
export function validateFields(object: JsonObject, root: ObjectNode): readonly Violation[] {
  const run: Run = { path: [], found: [] };
  checkObject(object, root, run);
  if (root.listed) uniqueItems(object, root, run);
  return run.found;
}

function check(value: Json, node: Node, run: Run): void {
  switch (node.type) {
    case "any":
      break;
    case "int-or-string":
      checkIntOrString(value, node, run);
      break;
    case "object":
      if (isObject(value)) checkObject(value, node, run);
      else {
        wrongType(value, "object", run);
        if (node.also !== undefined && value !== null) alsoOfNoObject(run);
      }
      break;
    case "map":
      if (isObject(value)) checkMap(value, node, run);
      else wrongType(value, "object", run);
      break;
    case "array":
      if (isList(value)) checkList(value, node, run);
      else wrongType(value, "array", run);
      break;
    case "string":
      checkString(value, node, run);
      checkChoice(value, node, run);
      break;
    case "boolean":
      if (typeof value !== "boolean") wrongType(value, "boolean", run);
      checkChoice(value, node, run);
      break;
    default:
      checkNumber(value, node, run);
      checkChoice(value, node, run);
  }
}

function checkObject(value: JsonObject, node: ObjectNode, run: Run): void {
  for (const name of node.required) {
    if (value[name] === undefined) add(run, "Required", [...run.path, name], "");
  }
  for (const key of Object.keys(value)) {
    const item = value[key];
    const field = item === undefined ? undefined : node.fields.get(key);
    if (item === undefined || field === undefined) continue;
    run.path.push(key);
    check(item, field.node, run);
    run.path.pop();
  }
  if (node.also === undefined) return;
  for (const { type, at, located, detail } of node.also(value)) {
    const path = [...run.path, ...at];
    if (located) add(run, type, path, `${displayPath(path)} in body ${detail}`);
    else unlocated(run, path, detail);
  }
}

function checkMap(value: JsonObject, node: MapNode, run: Run): void {
  const keys = Object.keys(value);
  if (keys.length > node.maxProperties) {
    add(run, "TooMany", run.path, `must have at most ${node.maxProperties} items`);
    return;
  }
  for (const key of keys) {
    const item = value[key];
    if (item === undefined) continue;
    run.path.push(key);
    check(item, node.values, run);
    run.path.pop();
  }
}

function checkList(value: readonly Json[], node: ArrayNode, run: Run): void {
  value.forEach((item, index) => {
    run.path.push(index);
    check(item, node.items, run);
    run.path.pop();
  });
  if (value.length < node.minItems) say(run, "Invalid", `should have at least ${node.minItems} items`);
  if (value.length > node.maxItems) add(run, "TooMany", run.path, `must have at most ${node.maxItems} items`);
}

function checkString(value: Json, node: StringNode, run: Run): void {
  if (typeof value !== "string") {
    // A format makes the server look past a list where text should be.
    if (node.format === undefined || !isList(value)) wrongType(value, "string", run);
    return;
  }
  checkText(value, node, run);
  if (node.format === "byte" && !isBase64(value)) say(run, "TypeInvalid", `must be of type byte: ${quoted(value)}`);
  if (node.format === "date-time" && !isDateTime(value)) {
    say(run, "TypeInvalid", `must be of type date-time: ${quoted(value)}`);
  }
}

function checkText(value: string, node: StringNode, run: Run): void {
  const { minLength, maxLength, pattern } = node;
  if (value.length > maxLength && runes(value) > maxLength) {
    add(run, "TooLong", run.path, `may not be more than ${maxLength} bytes`);
  } else if (value.length < minLength * 2 && runes(value) < minLength) {
    say(run, "Invalid", `should be at least ${minLength} chars long`);
  } else if (pattern !== undefined && !pattern.test(value)) {
    say(run, "Invalid", `should match '${pattern.source}'`);
  }
}

function checkNumber(value: Json, node: NumberNode, run: Run): void {
  if (typeof value !== "number") {
    wrongType(value, node.type, run);
    return;
  }
  if (node.type === "integer" && !Number.isInteger(value)) wrongType(value, node.format ?? "integer", run);
  if (node.type === "integer" && !fitsFormat(value, node.format)) {
    unlocated(run, run.path, `must be of type integer with format ${node.format ?? "int64"}`);
  }
  if (value > node.max) say(run, "Invalid", `should be less than or equal to ${node.max}`);
  if (value < node.min) say(run, "Invalid", `should be greater than or equal to ${node.min}`);
}

function fitsFormat(value: number, format: "int32" | "int64" | undefined): boolean {
  const limit = format === "int32" ? 2 ** 31 : 2 ** 63;
  return value >= -limit && value < limit;
}

function checkIntOrString(value: Json, node: IntOrStringNode, run: Run): void {
  if (typeof value === "string") {
    if (node.pattern !== undefined && !node.pattern.test(value)) {
      say(run, "Invalid", `should match '${node.pattern.source}'`);
    }
  } else if (value !== null && !Number.isInteger(value)) {
    unlocated(run, run.path, "must validate at least one schema (anyOf)");
    wrongType(value, "integer", run);
  }
}

/** Both branches of a `oneOf` over fields hold for what has no fields. */
function alsoOfNoObject(run: Run): void {
  unlocated(run, run.path, "must validate one and only one schema (oneOf). Found 2 valid alternatives");
}

function checkChoice(value: Json, { choices, elsewhere }: Chosen, run: Run): void {
  if (choices === undefined || choices.some((choice) => choice === value)) return;
  const supported = choices.map((choice) => (typeof choice === "string" ? quoted(choice) : String(choice)));
  const scalar = value !== null && typeof value !== "object" ? value : undefined;
  const where = scalar === undefined ? undefined : describeWhen(elsewhere.get(scalar));
  const near =
    typeof value === "string"
      ? nearest(
          value,
          choices.filter((choice) => typeof choice === "string"),
        )
      : undefined;
  run.found.push(
    violation("NotSupported", run.path, `supported values: ${supported.join(", ")}`, {
      ...(where === undefined ? {} : { elsewhere: where }),
      ...(near === undefined ? {} : { suggestion: near }),
    }),
  );
}

// apiextensions: pkg/apiserver/schema/listtype
function uniqueItems(value: Json, node: Node, run: Run): void {
  if (!node.listed) return;
  if (node.type === "array" && isList(value)) {
    if (node.unique !== undefined) reportRepeated(value, node.unique, run);
    if (!node.items.listed) return;
    for (const [index, item] of value.entries()) {
      run.path.push(index);
      uniqueItems(item, node.items, run);
      run.path.pop();
    }
  } else if ((node.type === "object" || node.type === "map") && isObject(value)) {
    for (const key of Object.keys(value)) {
      const item = value[key];
      const child = node.type === "map" ? node.values : node.fields.get(key)?.node;
      if (item === undefined || child === undefined) continue;
      run.path.push(key);
      uniqueItems(item, child, run);
      run.path.pop();
    }
  }
}

function reportRepeated(items: readonly Json[], unique: "set" | readonly string[], run: Run): void {
  if (items.length < 2) return;
  const seen = new Map<string, number>();
  const told = new Set<string>(); // the server tells each repeated value once
  for (const [index, item] of items.entries()) {
    if (unique !== "set" && !isObject(item)) continue;
    const key = unique === "set" ? identity(item) : identityBy(item, unique);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, index);
    else if (!told.has(key)) {
      told.add(key);
      run.found.push(violation("Duplicate", [...run.path, index], "", { related: [...run.path, before] }));
    }
  }
}

function identityBy(item: Json, keys: readonly string[]): string {
  return isObject(item) ? JSON.stringify(keys.map((key) => item[key] ?? null)) : identity(item);
}

/** Equal for equal values; the items of sets are scalars in every kind we know. */
function identity(item: Json): string {
  return typeof item === "string" ? `"${item}` : JSON.stringify(item);
}

function wrongType(value: Json, wanted: string, run: Run): void {
  say(run, "TypeInvalid", `must be of type ${wanted}: "${typeName(value)}"`);
}

function typeName(value: Json): string {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function say(run: Run, type: Violation["type"], words: string): void {
  add(run, type, run.path, `${displayPath(run.path)} in body ${words}`);
}

function add(run: Run, type: Violation["type"], path: FieldPath, detail: string): void {
  run.found.push(violation(type, path, detail));
}

/** The server quotes the place in its text instead of naming it. */
function unlocated(run: Run, path: FieldPath, words: string): void {
  run.found.push(violation("Invalid", path, `"${displayPath(path)}" ${words}`, { field: undefined }));
}

function runes(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
