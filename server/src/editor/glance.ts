import type { TextRange } from "../diagnostic.ts";
import type { FieldPath, Json, JsonObject } from "../kubernetes/object.ts";
import type { Located } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { valueAt } from "./cursor.ts";
import { type FileRange, rangeIn } from "./place.ts";

/** Like `rangeIn` for the value of a name, without parsing where that can be spared: for answers with hundreds of places. */
export function glanceIn(workspace: Workspace, located: Located, path: FieldPath): FileRange {
  const { part, manifest } = located;
  return manifest.path.length > 0
    ? rangeIn(workspace, located, path)
    : rangeIn(workspace, located, path, "value", () => glance(part.text, manifest.value, path));
}

const plainWord = /^[A-Za-z0-9][-A-Za-z0-9._]*$/;
/** Anchors, aliases and merge keys bring values to places where they are not written. */
const shared = /(?:^|[\s,[{:-])[&*][A-Za-z0-9]|<<\s*:/;

/**
 * A document's words come in the order of its values. So where a word is in the text exactly as often as in the values, the
 * n-th in the one is the n-th in the other; where it is not (a comment, a key twice, an escape), undefined.
 */
export function glance(text: string, value: JsonObject, path: FieldPath): TextRange | undefined {
  const leaf = valueAt(value, path);
  const word = typeof leaf === "string" || typeof leaf === "number" ? String(leaf) : "";
  if (!plainWord.test(word)) return undefined;
  const offsets = occurrences(text, word);
  const count = { before: 0, all: 0, ordered: true };
  walk(value, word, path, 0, count);
  if (!count.ordered || count.all !== offsets.length || shared.test(text)) return undefined;
  const start = offsets[count.before];
  if (start === undefined) return undefined;
  const end = start + word.length;
  const quote = text.charAt(start - 1);
  return (quote === '"' || quote === "'") && text.charAt(end) === quote
    ? { start: start - 1, end: end + 1 }
    : { start, end };
}

function walk(
  value: Json | undefined,
  word: string,
  path: FieldPath | undefined,
  depth: number,
  count: { before: number; all: number; ordered: boolean },
): void {
  if (path !== undefined && depth === path.length) count.before = count.all;
  if (value === undefined || value === null) return;
  if (typeof value !== "object") {
    count.all += typeof value === "string" ? timesIn(value, word) : String(value).includes(word) ? 1 : 0;
    return;
  }
  const isList = Array.isArray(value);
  for (const [name, item] of Object.entries(value)) {
    if (!isList) {
      // Such keys an object lists before all others.
      if (/^\d+$/.test(name)) count.ordered = false;
      count.all += timesIn(name, word);
    }
    const onPath = path !== undefined && String(path[depth]) === name;
    walk(item as Json, word, onPath ? path : undefined, depth + 1, count);
  }
}

function timesIn(text: string, word: string): number {
  return text.length < word.length ? 0 : text === word ? 1 : occurrences(text, word).length;
}

function occurrences(text: string, word: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at);
  return found;
}
