import type { Json } from "../kubernetes/object.ts";
import { resolvePlain } from "./value.ts";

/** A plain scalar that kubectl reads otherwise than it looks. */
export interface Ambiguity {
  readonly read: Json;
  /** What the author more likely meant: the reading of YAML 1.2, or the text itself. */
  readonly meant: Json;
  readonly message: string;
}

const words = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const octal = /^[-+]?0[0-7_]*[0-7]$/;
const grouped = /^[-+]?[0-9][0-9_.eE+-]*$/;
const trailingZero = /^[-+]?[0-9]+\.[0-9]*[1-9][0-9]*0$|^[-+]?[0-9]+\.0+0$/;

/** Cheap for what is not ambiguous: nearly every scalar is decided by its first character. */
export function ambiguity(source: string): Ambiguity | undefined {
  const first = source.charCodeAt(0);
  const digit = (first >= 48 && first <= 57) || first === 43 || first === 45;
  if (!digit) {
    if (source.length > 3 || !words.test(source)) return undefined;
    const read = resolvePlain(source);
    return { read, meant: source, message: `kubectl reads ${source} as the boolean ${String(read)}.` };
  }
  const read = resolvePlain(source);
  if (typeof read !== "number") return undefined;
  if (source.includes("_") && grouped.test(source)) {
    return { read, meant: source, message: `kubectl reads ${source} as the number ${read}.` };
  }
  if (octal.test(source)) {
    const decimal = Number(source);
    // 00 and 07 are the same in both readings.
    if (decimal === read) return undefined;
    return { read, meant: decimal, message: `kubectl reads ${source} as an octal number: ${read}.` };
  }
  if (/^[-+]?0[bB]/.test(source))
    return { read, meant: source, message: `kubectl reads ${source} as a binary number: ${read}.` };
  if (trailingZero.test(source))
    return { read, meant: source, message: `kubectl reads ${source} as the number ${read}; a version needs quotes.` };
  return undefined;
}
