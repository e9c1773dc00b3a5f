import type { Json } from "../kubernetes/object.ts";
import { ambiguity } from "./ambiguity.ts";
import { maxLength, resolvePlain } from "./value.ts";

/**
 * The value of a text that is written as nearly all manifests are: block style, one entry a line, plain ASCII. Everything else is
 * `undefined`, which is always a right answer: slower readers know the whole of YAML.
 * Invariant: where there is an answer, it is the one of `parse`, which has no problem with the text.
 */
export function readLines(text: string): Json | undefined {
  if (text.length > maxLength) return undefined;
  const lines: Lines = {
    text,
    next: text.startsWith("---\n") ? 4 : 0,
    indent: ended,
    column: 0,
    dash: false,
    key: undefined,
    value: undefined,
    depth: 0,
    odd: false,
  };
  advance(lines);
  const value = lines.indent === 0 ? readBlock(lines) : undefined;
  return lines.odd || lines.indent !== ended ? undefined : value;
}

/** The line that is read next, and what stands in it. */
interface Lines {
  readonly text: string;
  /** Where the line after it begins. */
  next: number;
  /** Of its first character that is no space; moved behind the dash once that is read. `ended`: there is no line left. */
  indent: number;
  /** Where its key or value stands. */
  column: number;
  /** An item of a list: what follows it on the line is `key` or `value`. */
  dash: boolean;
  key: string | undefined;
  /** Undefined: none on this line. */
  value: Json | undefined;
  depth: number;
  /** Something that is left to others. */
  odd: boolean;
}

const ended = -1;
const maxDepth = 60;
const longestKey = 200;

const newline = 10;
const space = 32;
const quote = 34;
const comment = 35;
const apostrophe = 39;
const dash = 45;
const colon = 58;
const backslash = 92;

/** May begin a plain scalar, whatever stands behind it. */
const starts = classOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./");
/** May stand inside of one, whatever stands around it. */
const continues = classOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+=@*-");

function classOf(characters: string): readonly boolean[] {
  return Array.from({ length: 128 }, (_, code) => characters.includes(String.fromCharCode(code)));
}

function readBlock(lines: Lines): Json {
  if (lines.depth >= maxDepth) lines.odd = true;
  if (lines.odd) return null;
  lines.depth++;
  const value = lines.dash ? readList(lines) : readMap(lines);
  lines.depth--;
  return value;
}

function readMap(lines: Lines): Json {
  const { indent } = lines;
  const map: Record<string, Json> = {};
  while (lines.indent >= indent) {
    const { key, value } = lines;
    if (lines.odd || lines.indent > indent || lines.dash || key === undefined || Object.hasOwn(map, key)) {
      lines.odd = true;
      return null;
    }
    advance(lines);
    if (value !== undefined) map[key] = value;
    else if (lines.indent > indent || (lines.indent === indent && lines.dash)) map[key] = readBlock(lines);
    else map[key] = null;
  }
  return map;
}

/** A list may begin under its key, or further in. */
function readList(lines: Lines): Json {
  const { indent } = lines;
  const list: Json[] = [];
  while (lines.indent === indent && lines.dash && !lines.odd) {
    const { value } = lines;
    if (lines.key === undefined) {
      list.push(value ?? null);
      advance(lines);
    } else {
      lines.dash = false;
      lines.indent = lines.column;
      list.push(readBlock(lines));
    }
    if (lines.indent > indent) lines.odd = true;
  }
  return list;
}

/** Goes to the next line that has something to say. */
function advance(lines: Lines): void {
  const { text } = lines;
  lines.dash = false;
  lines.key = undefined;
  lines.value = undefined;
  while (lines.next < text.length && !lines.odd) {
    const start = lines.next;
    let at = skipSpaces(text, start);
    const first = text.charCodeAt(at);
    if (at >= text.length || first === newline || first === comment) {
      endLine(lines, at);
      continue;
    }
    lines.indent = at - start;
    if (first === dash) {
      if (text.charCodeAt(at + 1) !== space) break;
      lines.dash = true;
      at = skipSpaces(text, at + 1);
    }
    lines.column = at - start;
    readEntry(lines, at);
    return;
  }
  if (lines.next < text.length) lines.odd = true;
  lines.indent = ended;
}

/** A key with or without a value, or (behind a dash) a value alone. */
function readEntry(lines: Lines, start: number): void {
  const { text } = lines;
  let at = start;
  while (continues[text.charCodeAt(at)] === true) at++;
  const after = text.charCodeAt(at + 1);
  const isKey = text.charCodeAt(at) === colon && (after === space || after === newline || at + 1 >= text.length);
  if (!isKey) {
    if (lines.dash) readValue(lines, start);
    else lines.odd = true;
    return;
  }
  const key = text.slice(start, at);
  if (starts[text.charCodeAt(start)] !== true || key.length > longestKey || key === "__proto__") lines.odd = true;
  else if (typeof resolvePlain(key) !== "string") lines.odd = true;
  lines.key = key;
  const value = skipSpaces(text, at + 1);
  const first = text.charCodeAt(value);
  if (value >= text.length || first === newline || first === comment) endLine(lines, value);
  else readValue(lines, value);
}

function readValue(lines: Lines, start: number): void {
  const { text } = lines;
  const first = text.charCodeAt(start);
  if (first === quote || first === apostrophe) {
    let at = start + 1;
    for (let code = text.charCodeAt(at); code !== first; code = text.charCodeAt(++at)) {
      if (!isPrintable(code) || (code === backslash && first === quote)) {
        lines.odd = true;
        return;
      }
    }
    lines.value = text.slice(start + 1, at);
    endLine(lines, at + 1);
    return;
  }
  if (starts[first] !== true) {
    lines.odd = true;
    return;
  }
  let end = start + 1;
  for (let at = end; ; ) {
    const code = text.charCodeAt(at);
    if (continues[code] === true || (code === colon && continues[text.charCodeAt(at + 1)] === true)) end = ++at;
    else if (code === space && continues[text.charCodeAt(at + 1)] === true) at++;
    else break;
  }
  const source = text.slice(start, end);
  const value = resolvePlain(source);
  if (
    typeof value !== "string" &&
    (ambiguity(source) !== undefined || (typeof value === "number" && !Number.isFinite(value)))
  )
    lines.odd = true;
  lines.value = value;
  endLine(lines, end);
}

/** Nothing but spaces and a comment may follow. */
function endLine(lines: Lines, end: number): void {
  const { text } = lines;
  let at = skipSpaces(text, end);
  const isFirst = end === 0 || text.charCodeAt(end - 1) === newline || text.charCodeAt(end - 1) === space;
  if (text.charCodeAt(at) === comment && (at > end || isFirst)) {
    while (isPrintable(text.charCodeAt(at))) at++;
  }
  if (at < text.length && text.charCodeAt(at) !== newline) lines.odd = true;
  lines.next = at + 1;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  return at;
}

function isPrintable(code: number): boolean {
  return code >= space && code < 127;
}
