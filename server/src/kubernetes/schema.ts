import type { Varying, When } from "./availability.ts";
import type { FieldPath, Json, KubeKind, KubeObject } from "./object.ts";

/**
 * How kinds are declared: once, with what editions (bundles, channels, releases) differ in written beside the field,
 * limit, choice or rule. From one declaration come the TypeScript type, validation, defaults, completion, documentation
 * and a JSON Schema. A declaration is data; `compile.ts` turns it into something fast for one edition.
 */
export interface Schema<T = unknown> {
  readonly form: Form;
  /** Rules on this value, in the order of upstream's list. */
  readonly rules?: readonly Rule[];
  /** Only for the type checker; never present. */
  readonly shape?: T;
}

type Limit<T> = T | Varying<T>;

export type Form =
  | ({ readonly type: "string" } & StringLimits & Choices)
  | ({ readonly type: "integer" | "number" } & NumberLimits & Choices)
  | ({ readonly type: "boolean" } & Choices)
  | ({ readonly type: "array"; readonly items: Schema } & ListLimits)
  | {
      readonly type: "object";
      readonly fields: Fields;
      /** Fields beyond the declared ones are kept as they are. */
      readonly open?: boolean;
      /** What OpenAPI's `oneOf` and the like say about this object, beside its fields. */
      readonly also?: SchemaCheck;
    }
  | { readonly type: "map"; readonly values: Schema; readonly maxProperties?: Limit<number> }
  /** An integer or a string (ports, quantities). */
  | { readonly type: "int-or-string"; readonly pattern?: Pattern }
  /** Anything, kept as it is. */
  | { readonly type: "any" };

export interface Choices {
  readonly choices?: Limit<readonly Choice[]>;
}

export interface Choice {
  readonly value: string | number | boolean;
  readonly when?: When;
}

/** What a string must look like: our own test, never super-linear, and upstream's spelling of it for messages. */
export interface Pattern {
  readonly source: string;
  readonly test: (text: string) => boolean;
  /** The same in linear time, where upstream's spelling is not safe in a backtracking engine. */
  readonly linear?: string;
}

export interface StringLimits {
  readonly minLength?: Limit<number>;
  readonly maxLength?: Limit<number>;
  readonly pattern?: Limit<Pattern>;
  readonly format?: "byte" | "date-time";
}

export interface NumberLimits {
  readonly min?: Limit<number>;
  readonly max?: Limit<number>;
  readonly format?: Limit<"int32" | "int64">;
}

export interface ListLimits {
  readonly minItems?: Limit<number>;
  readonly maxItems?: Limit<number>;
  /** No two items may be equal ("set"), or may agree in these fields. */
  readonly unique?: Limit<"set" | readonly string[]>;
}

/** An error of the schema itself that is neither a type nor a limit. `at` is relative to the checked object. */
export interface SchemaCheckError {
  readonly type: "Invalid" | "TypeInvalid";
  readonly at: FieldPath;
  /** Whether the server names the place; it does not for `oneOf` and `anyOf`. */
  readonly located: boolean;
  readonly detail: string;
}

export type SchemaCheck = (self: Readonly<Record<string, Json | undefined>>) => readonly SchemaCheckError[];

/** What a rule found. Where the server only names the list, `at` points at the element that fails. */
export interface RuleFailure {
  readonly at: FieldPath;
  /** The element that it collides with. */
  readonly related?: FieldPath;
  /** Upstream's expression itself broke down ("no such key: value"): the server says so instead of the message. */
  readonly broken?: string;
}

export interface Rule {
  /** In kebab-case; unique in its kind's meaning, shown and searched for. */
  readonly name: string;
  /** What the server says, word for word. */
  readonly message: string;
  readonly when?: When;
  /** Upstream lists the rule twice, so the server says it twice; whoever shows it need not. */
  readonly again?: true;
  readonly check: (self: never) => RuleFailure | undefined;
}

type Presence = "required" | "optional" | "defaulted";

export interface Field<T = unknown, P extends Presence = Presence> {
  readonly schema: Schema<T>;
  readonly presence: P;
  readonly default?: Limit<Json>;
  /** One sentence: what it does, and what Kuma makes of it. */
  readonly doc?: string;
  readonly when?: When;
  /** Editions in which an otherwise optional field must be there. */
  readonly requiredWhen?: When;
}

export type Fields = Readonly<Record<string, Field>>;

interface FieldOptions {
  readonly when?: When;
  readonly requiredWhen?: When;
}

/** The type of the values that a schema admits (of the newest superset of all editions). */
export type Infer<S> = S extends Schema<infer T> ? T : never;

type Shape<F extends Fields> = {
  readonly [K in keyof F as F[K]["presence"] extends "optional" ? never : K]: Infer<F[K]["schema"]>;
} & {
  readonly [K in keyof F as F[K]["presence"] extends "optional" ? K : never]?: Infer<F[K]["schema"]>;
};

type Flat<T> = { readonly [K in keyof T]: T[K] };

interface Ruled<T> {
  readonly rules?: readonly RuleOn<T>[];
}

/** A rule as it is written: typed by the value that it looks at. */
export interface RuleOn<T> extends Omit<Rule, "check"> {
  readonly check: (self: T) => RuleFailure | undefined;
}

export function string(limits: StringLimits & Choices & Ruled<string> = {}): Schema<string> {
  const { rules, ...rest } = limits;
  return make({ type: "string", ...rest }, rules);
}

export function integer(limits: NumberLimits = {}): Schema<number> {
  return make({ type: "integer", ...limits });
}

export function boolean(choices?: Limit<readonly Choice[]>): Schema<boolean> {
  return make(choices === undefined ? { type: "boolean" } : { type: "boolean", choices });
}

/** One of these words; `only(word, when)` for one that not every edition knows. */
export function oneOf<const V extends string>(...values: readonly (V | OnlyWhen<V>)[]): Schema<V> {
  return make({ type: "string", choices: values.map(asChoice) });
}

export function oneOfNumbers<const V extends number>(...values: readonly (V | OnlyWhen<V>)[]): Schema<V> {
  return make({ type: "integer", choices: values.map(asChoice) });
}

interface OnlyWhen<V> {
  readonly value: V;
  readonly when: When;
}

export function only<const V extends string | number>(value: V, when: When): OnlyWhen<V> {
  return { value, when };
}

export function list<T>(items: Schema<T>, limits: ListLimits & Ruled<readonly T[]> = {}): Schema<readonly T[]> {
  const { rules, ...rest } = limits;
  return make({ type: "array", items, ...rest }, rules);
}

export function map<T>(
  values: Schema<T>,
  limits: { readonly maxProperties?: Limit<number> } & Ruled<Readonly<Record<string, T>>> = {},
): Schema<Readonly<Record<string, T>>> {
  const { rules, ...rest } = limits;
  return make({ type: "map", values, ...rest }, rules);
}

export function object<F extends Fields>(
  fields: F,
  options: { readonly open?: boolean; readonly also?: SchemaCheck } & Ruled<Flat<Shape<F>>> = {},
): Schema<Flat<Shape<F>>> {
  const { rules, ...rest } = options;
  return make({ type: "object", fields, ...rest }, rules);
}

export function intOrString(pattern?: Pattern): Schema<number | string> {
  return make(pattern === undefined ? { type: "int-or-string" } : { type: "int-or-string", pattern });
}

/** Kept as written; nothing is checked (`x-kubernetes-preserve-unknown-fields`). */
export function any(): Schema<Json> {
  return make({ type: "any" });
}

export function required<T>(schema: Schema<T>, doc?: string, options: FieldOptions = {}): Field<T, "required"> {
  return { schema, presence: "required", ...documented(doc), ...options };
}

export function optional<T>(schema: Schema<T>, doc?: string, options: FieldOptions = {}): Field<T, "optional"> {
  return { schema, presence: "optional", ...documented(doc), ...options };
}

/** The API server fills it in where it is absent or null, so whoever reads an admitted object finds it there. */
export function defaulted<T>(
  schema: Schema<T>,
  value: Limit<Json>,
  doc?: string,
  options: FieldOptions = {},
): Field<T, "defaulted"> {
  return { schema, presence: "defaulted", default: value, ...documented(doc), ...options };
}

/** A linear pattern. The source must be safe to run in a backtracking engine, as every pattern of ours is tested to be. */
export function pattern(source: string): Pattern {
  const expression = new RegExp(source, "u");
  return { source, test: (text) => expression.test(text) };
}

export interface ServedVersion {
  readonly name: string;
  /** Editions whose CRD serves it. */
  readonly when?: When;
  /** Editions whose CRD only lists it, so that objects stored under it before can still be read. */
  readonly listed?: When;
}

export interface KindDeclaration<T extends KubeObject = KubeObject> extends KubeKind<T> {
  readonly versions: readonly ServedVersion[];
  /** Fields of the object beside apiVersion, kind, metadata and status. */
  readonly schema: Schema;
  readonly doc?: string;
  /** `metadata.name` must be more than a DNS-1123 subdomain. */
  readonly nameRule?: "dns-1035-label" | "dns-1123-label";
  /** False: the kind has no status of its own, so what is written there is kept or pruned like any other field. */
  readonly hasStatus: boolean;
}

/** The type of a kind's admitted objects. */
export type Admitted<K> = K extends KubeKind<infer T> ? T : never;

export function kind<F extends Fields>(declaration: {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly versions: readonly ServedVersion[];
  readonly fields: F;
  readonly doc?: string;
  readonly open?: boolean;
  readonly hasStatus?: boolean;
  readonly nameRule?: "dns-1035-label" | "dns-1123-label";
}): KindDeclaration<KubeObject & Flat<Shape<F>>> {
  const { fields, open, hasStatus, ...rest } = declaration;
  return { ...rest, hasStatus: hasStatus ?? true, schema: object(fields, open === undefined ? {} : { open }) };
}

function make<T>(form: Form, rules?: readonly RuleOn<T>[]): Schema<T> {
  return rules === undefined ? { form } : { form, rules: rules as readonly Rule[] };
}

function asChoice<V extends string | number>(choice: V | OnlyWhen<V>): Choice {
  return typeof choice === "object" ? choice : { value: choice };
}

function documented(doc: string | undefined): { readonly doc?: string } {
  return doc === undefined ? {} : { doc };
}
