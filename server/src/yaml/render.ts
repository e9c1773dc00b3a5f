import type { Json, JsonObject } from "../kubernetes/object.ts";
import { resolvePlain } from "./value.ts";

export interface RenderOptions {
  /** Keys in alphabetical order, as kubectl prints them; in the object's own order unless said. */
  readonly sortKeys?: boolean;
  /** How much deeper a nested map stands; 2 unless said. */
  readonly step?: number;
  /** How much deeper a list stands than its key; 0 unless said, as kubectl prints it. */
  readonly listIndent?: number;
  readonly eol?: "\n" | "\r\n";
  /** false: several lines of text become one quoted line. A comment below a block scalar would be read as its text. */
  readonly literals?: boolean;
}

/** A value in kubectl's style: two spaces, lists not indented, quotes only where needed; ends with a line end. */
export function renderYaml(value: Json, options: RenderOptions = {}): string {
  return `${renderBlock(value, 0, options)}${options.eol ?? "\n"}`;
}

/** A value in block style whose first line is written at column `column` by the caller. */
export function renderBlock(value: Json, column: number, options: RenderOptions): string {
  if (value === null || typeof value !== "object" || isEmpty(value)) return renderScalar(value, column, options);
  const next = `${options.eol ?? "\n"}${" ".repeat(column)}`;
  if (isList(value)) return value.map((item) => `- ${renderBlock(item, column + 2, options)}`).join(next);
  return fieldsOf(value, options)
    .map(([name, field]) => `${plainOrQuoted(name, "key")}:${renderAfterKey(field, column, options)}`)
    .join(next);
}

/** What follows the colon of a key at `column`: on its line, or on lines of its own. */
export function renderAfterKey(value: Json, column: number, options: RenderOptions): string {
  if (value === null || typeof value !== "object" || isEmpty(value)) return ` ${renderScalar(value, column, options)}`;
  const indent = column + (isList(value) ? (options.listIndent ?? 0) : (options.step ?? 2));
  return `${options.eol ?? "\n"}${" ".repeat(indent)}${renderBlock(value, indent, options)}`;
}

/** How strings and keys are written inside braces: as YAML may, or as JSON must. */
export type FlowStyle = "yaml" | "json";

export function renderFlow(value: Json, style: FlowStyle): string {
  if (value === null || typeof value !== "object")
    return style === "json" ? jsonScalar(value) : plainOrQuoted(value, "flow");
  if (isList(value)) return `[${value.map((item) => renderFlow(item, style)).join(", ")}]`;
  const name = (text: string) => (style === "json" ? doubleQuoted(text) : plainOrQuoted(text, "flow"));
  return `{${fieldsOf(value, {})
    .map(([key, field]) => `${name(key)}: ${renderFlow(field, style)}`)
    .join(", ")}}`;
}

function jsonScalar(value: null | boolean | number | string): string {
  return typeof value === "string" ? doubleQuoted(value) : JSON.stringify(value);
}

function renderScalar(value: Json, column: number, options: RenderOptions): string {
  if (typeof value === "string" && options.literals !== false && isLiteral(value))
    return literal(value, column, options);
  if (isList(value)) return "[]";
  if (value !== null && typeof value === "object") return "{}";
  return plainOrQuoted(value, "block");
}

export type ScalarPlace = "block" | "flow" | "key";

/** A scalar on one line: plain where that is read back as the same value. */
export function plainOrQuoted(value: null | boolean | number | string, place: ScalarPlace): string {
  if (typeof value !== "string") return value === null ? "null" : numberText(value);
  if (
    /(?![ -~\u00a0-\ud7ff\ue000-\ufffd]|[\u{10000}-\u{10ffff}])./su.test(value) ||
    /[\u2028\u2029\ufeff\u00a0]/.test(value)
  )
    return doubleQuoted(value);
  if (typeof resolvePlain(value) !== "string" || looksOtherwise.test(value)) return doubleQuoted(value);
  return isPlain(value, place) ? value : singleQuoted(value);
}

/** The same in the given quotes. */
export function quoted(value: string, style: "single" | "double"): string {
  return style === "single" && !/[^ -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe]/.test(value)
    ? singleQuoted(value)
    : doubleQuoted(value);
}

function numberText(value: boolean | number): string {
  // -0 is 0 to JSON; 1e+21 is a number in YAML too.
  return Object.is(value, -0) ? "0" : String(value);
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function doubleQuoted(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Text to kubectl, but a time, a sexagesimal or a special word to other readers. */
const looksOtherwise = /^(?:\d{4}-\d\d?-\d\d?.*|[-+]?\d+(?::\d\d?)+(?:\.\d*)?|<<|=|0o[0-7]+|[-+]?[0-9][0-9_,]*)$/;

function isPlain(value: string, place: ScalarPlace): boolean {
  if (value === "" || value.startsWith("---") || value.startsWith("...")) return false;
  if (/^[\s,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|\s$|:(?:\s|$)|\s#/.test(value)) return false;
  if (place !== "block" && /^[-?:]/.test(value)) return false;
  return place !== "flow" || !/[,[\]{}]|:$|:[,[\]{}]/.test(value);
}

function isLiteral(value: string): boolean {
  return (
    value.includes("\n") &&
    !/^[ \n]|[ \t]\n|[ \t]$|\n\n$|[^\n\t -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe]|^#|^\t/.test(value)
  );
}

function literal(value: string, column: number, options: RenderOptions): string {
  const eol = options.eol ?? "\n";
  const indent = " ".repeat(column + (options.step ?? 2));
  const body = value.endsWith("\n") ? value.slice(0, -1) : value;
  const lines = body.split("\n").map((line) => (line === "" ? "" : `${indent}${line}`));
  return [value.endsWith("\n") ? "|" : "|-", ...lines].join(eol);
}

function fieldsOf(value: JsonObject, options: RenderOptions): readonly [string, Json][] {
  const fields = Object.entries(value).flatMap(([name, field]): [string, Json][] =>
    field === undefined ? [] : [[name, field]],
  );
  return options.sortKeys === true ? fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : fields;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isEmpty(value: readonly Json[] | JsonObject): boolean {
  return isList(value) ? value.length === 0 : !Object.values(value).some((field) => field !== undefined);
}
