import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import type { Json } from "../kubernetes/object.ts";
import { ambiguity } from "./ambiguity.ts";
import { parse } from "./parse.ts";
import { readLines } from "./read-lines.ts";
import { fieldName, maxDepth, maxLength, resolvePlain } from "./value.ts";

export interface Read {
  /** As `parse` gives it. */
  readonly value: Json | undefined;
  /** Whether `parse` would find no problem. Where false, ask it which. */
  readonly clean: boolean;
}

/**
 * The values of a part, without positions: what `parse` reads, an order of magnitude faster where the text is ordinary.
 * Invariant: equal to `parse` for every text. So whatever is not plainly ordinary is left to it.
 */
export function readValues(text: string): Read {
  const simple = readLines(text);
  if (simple !== undefined) return { value: simple, clean: true };
  const ordinary = readOrdinary(text);
  if (ordinary !== undefined) return ordinary;
  const { value, problems } = parse(text);
  return { value, clean: problems.length === 0 };
}

/** Undefined where anything is out of the ordinary: anchors, tags, merge keys, repeated or unusual keys, several documents, errors. */
function readOrdinary(text: string): Read | undefined {
  if (text.length > maxLength || unusual.test(text)) return undefined;
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth });
  } catch {
    return undefined;
  }
  if (events.length === 0) return { value: undefined, clean: true };
  const values: Values = {
    text,
    at: 1,
    events,
    odd: events[0]?.type !== EVENT_ID.DOCUMENT || events[1]?.type === EVENT_ID.SCALAR,
  };
  const value = readNode(values);
  // The document's own end is the last event: nothing may follow it.
  if (values.odd || values.at !== events.length - 1) return undefined;
  return { value: value === null ? undefined : value, clean: true };
}

/**
 * What the two parsers disagree on, or could: line ends other than LF and CRLF, control characters (tabs too), halves of
 * astral characters, directives, markers that are indented or end a document, block scalars that state their indentation,
 * quotes right behind a bracket. A document that is a single scalar is no manifest anyway.
 */
const unusual =
  /\r(?!\n)|^ *%|^ +---(?!\S)|^\.\.\.|[|>][-+]?[0-9]|[}\]]["']|(?![\r\n])[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/mu;

interface Values {
  readonly text: string;
  readonly events: readonly Event[];
  at: number;
  odd: boolean;
}

/** Reads one node and what is in it. Depth is bounded by the parser's own limit. */
function readNode(values: Values): Json {
  const event = values.events[values.at++];
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return readScalar(values, event);
    case EVENT_ID.SEQUENCE: {
      if (event.anchorStart >= 0 || event.tagStart >= 0) break;
      const list: Json[] = [];
      while (!values.odd && values.events[values.at]?.type !== EVENT_ID.POP) list.push(readNode(values));
      values.at++;
      return list;
    }
    case EVENT_ID.MAPPING: {
      if (event.anchorStart >= 0 || event.tagStart >= 0) break;
      const map: Record<string, Json> = {};
      while (!values.odd && values.events[values.at]?.type !== EVENT_ID.POP) {
        const name = readName(values);
        if (Object.hasOwn(map, name) || name === "__proto__") values.odd = true;
        if (values.odd) return null;
        map[name] = readNode(values);
      }
      values.at++;
      return map;
    }
  }
  values.odd = true;
  return null;
}

function readName(values: Values): string {
  const event = values.events[values.at++];
  if (event?.type !== EVENT_ID.SCALAR || event.valueEnd - event.valueStart > 1000) {
    values.odd = true;
    return "";
  }
  const name = fieldName(readScalar(values, event));
  if (name === undefined || name === "<<") values.odd = true;
  return name ?? "";
}

function readScalar(values: Values, event: ScalarEvent): null | boolean | number | string {
  if (event.anchorStart >= 0 || event.tagStart >= 0) {
    values.odd = true;
    return null;
  }
  const source = getScalarValue(values.text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) {
    if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
      // `""x` is an error that js-yaml does not see everywhere.
      const next = values.text.charAt(event.valueEnd + 1);
      if (!" \r\n,:]}".includes(next)) values.odd = true;
    }
    return source;
  }
  const value = resolvePlain(source);
  if (typeof value === "string") return value;
  if (ambiguity(source) !== undefined || (typeof value === "number" && !Number.isFinite(value))) values.odd = true;
  return value;
}
