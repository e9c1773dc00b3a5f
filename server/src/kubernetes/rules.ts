import type { Node, ObjectNode } from "./compile.ts";
import type { FieldPath, Json, JsonObject } from "./object.ts";
import type { Rule } from "./schema.ts";
import { displayPath, type Violation } from "./violation.ts";

/** The places of blocking errors, as a tree of field names and indices. */
type Blocked = Map<string | number, Blocked>;

interface Run {
  readonly path: (string | number)[];
  readonly found: Violation[];
  readonly beyondServer: boolean;
}

/**
 * Runs the rules of a decoded object. The server runs none where anything blocks; here those on values without a
 * blocking error of their own still run, and what they find is marked as beyond the server.
 */
export function checkRules(object: JsonObject, root: ObjectNode, errors: readonly Violation[]): readonly Violation[] {
  if (!root.ruled) return [];
  const blocking = errors.filter((error) => error.blocking);
  const run: Run = { path: [], found: [], beyondServer: blocking.length > 0 };
  walk(object, root, blocking.length === 0 ? undefined : placesOf(blocking), run);
  return run.found;
}

function walk(value: Json, node: Node, blocked: Blocked | undefined, run: Run): void {
  if (!node.ruled || value === null) return;
  if (blocked === undefined) {
    for (const rule of node.rules) apply(rule, value, run);
  }
  if (typeof value !== "object") return;
  if (isList(value)) {
    if (node.type !== "array" || !node.items.ruled) return;
    for (const [index, item] of value.entries()) {
      run.path.push(index);
      walk(item, node.items, blocked?.get(index), run);
      run.path.pop();
    }
    return;
  }
  if (node.type !== "object" && node.type !== "map") return;
  for (const key of Object.keys(value)) {
    const item = value[key];
    const child = node.type === "map" ? node.values : node.fields.get(key)?.node;
    if (item === undefined || child === undefined || !child.ruled) continue;
    run.path.push(key);
    walk(item, child, blocked?.get(key), run);
    run.path.pop();
  }
}

function apply(rule: Rule, value: Json, run: Run): void {
  // The schema holds for this value (nothing blocks at or below it), so it has the type that the rule was written for.
  const failure = rule.check(value as never);
  if (failure === undefined) return;
  run.found.push({
    type: "Invalid",
    field: displayPath(run.path),
    path: [...run.path, ...failure.at],
    detail: failure.broken === undefined ? rule.message : `${failure.broken} evaluating rule: ${rule.message}`,
    rule: rule.name,
    blocking: false,
    ...(failure.related === undefined ? {} : { related: [...run.path, ...failure.related] }),
    ...(rule.again ? { again: true as const } : {}),
    ...(run.beyondServer ? { beyondServer: true as const } : {}),
  });
}

function placesOf(errors: readonly Violation[]): Blocked {
  const root: Blocked = new Map();
  for (const { path } of errors) mark(root, path);
  return root;
}

function mark(root: Blocked, path: FieldPath): void {
  let at = root;
  for (const token of path) {
    let next = at.get(token);
    if (next === undefined) {
      next = new Map();
      at.set(token, next);
    }
    at = next;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
