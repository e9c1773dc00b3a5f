import type { Json, JsonObject } from "../kubernetes/object.ts";

/** What a scalar is to kubectl, or why it is nothing. */
export type Resolution =
  | { readonly ok: true; readonly value: null | boolean | number | string }
  | { readonly ok: false; readonly message: string };

const core = "tag:yaml.org,2002:";
const trues = new Set(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]);
const falses = new Set(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]);
const nulls = new Set(["", "~", "null", "Null", "NULL"]);
const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const dotFloat = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;

/** A plain or tagged scalar as go-yaml v2 reads it: `resolve` in resolve.go, `scalar` in decode.go. */
export function resolveScalar(source: string, plain: boolean, tag: string | undefined): Resolution {
  if (tag === undefined) return plain ? finite(resolvePlain(source), source) : { ok: true, value: source };
  if (tag === `${core}binary`) return binary(source);
  if (tag === `${core}str` || !/^tag:yaml\.org,2002:(?:bool|int|float|null|timestamp)$/.test(tag)) {
    return { ok: true, value: source };
  }
  const value = resolvePlain(source);
  const type = tag.slice(core.length);
  const is = kindOf(value, source);
  if (is === type || (type === "float" && is === "int")) return finite(value, source);
  if (type === "timestamp" && /^\d{4}-\d\d?-\d\d?/.test(source)) return { ok: true, value: source };
  return { ok: false, message: `"${source}" is not a ${type}, as its tag says.` };
}

/** Without a tag; infinities and NaN come back as such. */
export function resolvePlain(source: string): null | boolean | number | string {
  const first = source.charCodeAt(0);
  // Digits, signs and the dot may start a number; "yYnNtTfFoO~" a word; everything else is text.
  const number = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!number) {
    if (source.length > 5) return source;
    if (trues.has(source)) return true;
    if (falses.has(source)) return false;
    return nulls.has(source) ? null : source;
  }
  if (notFinite.test(source)) return infinite(source);
  if (first === 46) return dotFloat.test(source) ? orText(Number(source), source) : source;
  const digits = source.includes("_") ? source.replaceAll("_", "") : source;
  if (digits.length <= 15 && /^(?:0|[1-9][0-9]*)$/.test(digits)) return Number(digits);
  const whole = integer.exec(digits);
  if (whole !== null) {
    const value = wholeNumber(whole);
    if (value !== undefined) return value;
  }
  if (float.test(digits)) return orText(Number(digits), source);
  // go-yaml hands what follows `0b` to a parser that takes a sign.
  const signed = /^0b([-+])([01]{1,63})$/.exec(digits);
  if (signed !== null) return Number.parseInt(signed[2] ?? "", 2) * (signed[1] === "-" ? -1 : 1);
  return source;
}

function wholeNumber([, sign, hex, bits, octal, decimal]: RegExpExecArray): number | undefined {
  const text =
    hex !== undefined
      ? `0x${hex}`
      : bits !== undefined
        ? `0b${bits}`
        : octal !== undefined
          ? `0o${octal}`
          : (decimal ?? "");
  // Far more digits than 64 bits have: no integer in any base, and not worth a big one.
  if (text.length > 70) return undefined;
  const value = BigInt(text);
  const fits = sign === "-" ? value <= maxInt64 + 1n : sign === "+" ? value <= maxInt64 : value <= maxUint64;
  if (!fits) return undefined;
  return sign === "-" ? 0 - Number(value) : Number(value);
}

/** Too large for a float is text to go-yaml. */
function orText(value: number, source: string): number | string {
  if (!Number.isFinite(value)) return source;
  return value === 0 ? 0 : value;
}

function infinite(source: string): number {
  if (/nan/i.test(source)) return Number.NaN;
  return source.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function kindOf(value: null | boolean | number | string, source: string): "null" | "bool" | "int" | "float" | "str" {
  if (value === null) return "null";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  return integer.test(source.replaceAll("_", "")) ? "int" : "float";
}

function finite(value: null | boolean | number | string, source: string): Resolution {
  if (typeof value !== "number" || Number.isFinite(value)) return { ok: true, value };
  return { ok: false, message: `${source} is a number that JSON cannot say, so kubectl refuses the document.` };
}

function binary(source: string): Resolution {
  const base64 = source.replaceAll(/[\r\n]/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    return { ok: false, message: "This is not base64, as its tag says." };
  }
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return { ok: true, value: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

/**
 * The name of a field whose key reads as `value` (sigs.k8s.io/yaml: `convertToJSONableObject`).
 * undefined: such a key makes kubectl refuse the document.
 */
export function fieldName(value: Json): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : float32Text(value);
  return undefined;
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`. */
function float32Text(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? "+Inf" : "-Inf";
  let text = "";
  for (let digits = 1; digits <= 9; digits++) {
    text = single.toExponential(digits - 1);
    if (Math.fround(Number(text)) === single) break;
  }
  const [mantissa = "", exponent = "0"] = text.split("e");
  const power = Number(exponent);
  const length = mantissa.replace(/[-.]/g, "").length;
  if (power < -4 || power >= 6)
    return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  return single === 0 ? "0" : Number(text).toFixed(Math.max(0, length - 1 - power));
}

/** Sets a field also where it is called `__proto__`. */
export function setField(object: Record<string, Json>, name: string, value: Json): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}

/** Brings the fields of a merged map: go-yaml v2 writes them where the merge key stands, over what was written before. */
export function mergeFields(object: Record<string, Json>, from: JsonObject): void {
  for (const name of Object.keys(from)) setField(object, name, from[name] ?? null);
}

/** Nested deeper than this nobody writes by hand, and not every recursion above survives. */
export const maxDepth = 200;

/** A document with more text than this is not read: it would take seconds. */
export const maxLength = 16 * 1024 * 1024;

/**
 * Counts what a document expands to, so that a few aliases cannot stand for millions of values.
 * The measure is go-yaml's own (`decodeCount`, `aliasCount`).
 */
export interface Budget {
  decoded: number;
  aliased: number;
}

export function exceeds(budget: Budget): boolean {
  const { decoded, aliased } = budget;
  if (aliased <= 100 || decoded <= 1000) return false;
  const allowed =
    decoded <= 400_000 ? 0.99 : decoded >= 4_000_000 ? 0.1 : 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000);
  return aliased / decoded > allowed;
}
