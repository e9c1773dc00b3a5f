import { type Edition, exists, resolve, type When } from "./availability.ts";
import type { Json } from "./object.ts";
import type { Field, Form, KindDeclaration, Pattern, Rule, Schema, SchemaCheck } from "./schema.ts";

// A declaration made ready for one edition: what does not exist there is gone, what varies is decided.

export type Node = StringNode | NumberNode | BooleanNode | ArrayNode | ObjectNode | MapNode | IntOrStringNode | AnyNode;

interface Base {
  readonly rules: readonly Rule[];
  /** Whether this value or one below it has rules. */
  readonly ruled: boolean;
  /** Whether this value or one below it must have unique items. */
  readonly listed: boolean;
}

export interface Chosen {
  readonly choices: readonly (string | number | boolean)[] | undefined;
  /** Words that another edition knows. */
  readonly elsewhere: ReadonlyMap<string | number | boolean, When>;
}

export interface StringNode extends Base, Chosen {
  readonly type: "string";
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: Pattern | undefined;
  readonly format: "byte" | "date-time" | undefined;
}

export interface NumberNode extends Base, Chosen {
  readonly type: "integer" | "number";
  readonly min: number;
  readonly max: number;
  readonly format: "int32" | "int64" | undefined;
}

export interface BooleanNode extends Base, Chosen {
  readonly type: "boolean";
}

export interface ArrayNode extends Base {
  readonly type: "array";
  readonly items: Node;
  readonly minItems: number;
  readonly maxItems: number;
  readonly unique: "set" | readonly string[] | undefined;
}

export interface ObjectNode extends Base {
  readonly type: "object";
  readonly fields: ReadonlyMap<string, FieldNode>;
  readonly required: readonly string[];
  readonly defaults: readonly (readonly [string, Json])[];
  /** Fields that another edition knows. */
  readonly elsewhere: ReadonlyMap<string, When>;
  readonly open: boolean;
  readonly also: SchemaCheck | undefined;
}

export interface FieldNode {
  readonly node: Node;
  readonly default: Json | undefined;
}

export interface MapNode extends Base {
  readonly type: "map";
  readonly values: Node;
  readonly maxProperties: number;
}

export interface IntOrStringNode extends Base {
  readonly type: "int-or-string";
  readonly pattern: Pattern | undefined;
}

export interface AnyNode extends Base {
  readonly type: "any";
}

export interface CompiledKind {
  readonly declaration: KindDeclaration;
  readonly root: ObjectNode;
}

export function compileKind(declaration: KindDeclaration, edition: Edition): CompiledKind {
  const compile = compiler(edition);
  const root = compile(declaration.schema);
  if (root.type !== "object") throw new Error(`${declaration.kind} is declared without fields`);
  return { declaration, root };
}

/** Shared schemas become shared nodes. */
function compiler(edition: Edition): (schema: Schema) => Node {
  const known = new Map<Schema, Node>();
  const compile = (schema: Schema): Node => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    const node = compileForm(schema.form, rulesOf(schema, edition), edition, compile);
    known.set(schema, node);
    return node;
  };
  return compile;
}

const unlimited = Number.POSITIVE_INFINITY;

function compileForm(form: Form, rules: readonly Rule[], edition: Edition, compile: (schema: Schema) => Node): Node {
  const base = { rules, ruled: rules.length > 0, listed: false };
  switch (form.type) {
    case "string":
      return {
        ...base,
        ...chosen(form, edition),
        type: "string",
        minLength: resolve(form.minLength, edition) ?? 0,
        maxLength: resolve(form.maxLength, edition) ?? unlimited,
        pattern: resolve(form.pattern, edition),
        format: form.format,
      };
    case "integer":
    case "number":
      return {
        ...base,
        ...chosen(form, edition),
        type: form.type,
        min: resolve(form.min, edition) ?? -unlimited,
        max: resolve(form.max, edition) ?? unlimited,
        format: resolve(form.format, edition),
      };
    case "boolean":
      return { ...base, ...chosen(form, edition), type: "boolean" };
    case "array": {
      const items = compile(form.items);
      const unique = resolve(form.unique, edition);
      return {
        rules,
        ruled: base.ruled || items.ruled,
        listed: unique !== undefined || items.listed,
        type: "array",
        items,
        minItems: resolve(form.minItems, edition) ?? 0,
        maxItems: resolve(form.maxItems, edition) ?? unlimited,
        unique,
      };
    }
    case "map": {
      const values = compile(form.values);
      return {
        rules,
        ruled: base.ruled || values.ruled,
        listed: values.listed,
        type: "map",
        values,
        maxProperties: resolve(form.maxProperties, edition) ?? unlimited,
      };
    }
    case "object":
      return compileObject(form, rules, edition, compile);
    case "int-or-string":
      return { ...base, type: "int-or-string", pattern: form.pattern };
    case "any":
      return { ...base, type: "any" };
  }
}

function compileObject(
  form: Form & { readonly type: "object" },
  rules: readonly Rule[],
  edition: Edition,
  compile: (schema: Schema) => Node,
): ObjectNode {
  const fields = new Map<string, FieldNode>();
  const required: string[] = [];
  const defaults: (readonly [string, Json])[] = [];
  const elsewhere = new Map<string, When>();
  for (const [name, field] of Object.entries(form.fields)) {
    if (!exists(field.when, edition)) {
      if (field.when !== undefined) elsewhere.set(name, field.when);
      continue;
    }
    const node = compile(field.schema);
    const value = resolve(field.default, edition);
    const filled = value === undefined ? undefined : fill(value, node);
    fields.set(name, { node, default: filled });
    if (isRequired(field, edition)) required.push(name);
    if (filled !== undefined) defaults.push([name, filled]);
  }
  const nodes = [...fields.values()].map((field) => field.node);
  return {
    rules,
    ruled: rules.length > 0 || nodes.some((node) => node.ruled),
    listed: nodes.some((node) => node.listed),
    type: "object",
    fields,
    required,
    defaults,
    elsewhere,
    open: form.open ?? false,
    also: form.also,
  };
}

export function isRequired(field: Field, edition: Edition): boolean {
  if (field.presence === "required") return true;
  return field.requiredWhen !== undefined && exists(field.requiredWhen, edition);
}

/** A default is itself completed by the defaults below it. */
function fill(value: Json, node: Node): Json {
  if (isList(value)) return node.type === "array" ? value.map((item) => fill(item, node.items)) : value;
  if (typeof value !== "object" || value === null || node.type !== "object") return value;
  const out: Record<string, Json | undefined> = {};
  for (const [key, item] of Object.entries(value)) {
    const field = node.fields.get(key);
    out[key] = item === undefined || field === undefined ? item : fill(item, field.node);
  }
  for (const [key, item] of node.defaults) out[key] ??= item;
  return out;
}

function chosen(form: Form & { readonly type: "string" | "integer" | "number" | "boolean" }, edition: Edition): Chosen {
  const choices = resolve(form.choices, edition);
  if (choices === undefined) return { choices: undefined, elsewhere: new Map() };
  const elsewhere = new Map<string | number | boolean, When>();
  const here: (string | number | boolean)[] = [];
  for (const { value, when } of choices) {
    if (when === undefined || exists(when, edition)) here.push(value);
    else elsewhere.set(value, when);
  }
  return { choices: here, elsewhere };
}

function rulesOf(schema: Schema, edition: Edition): readonly Rule[] {
  return (schema.rules ?? []).filter((rule) => exists(rule.when, edition));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
