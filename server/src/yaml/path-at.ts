import type { TextRange } from "../diagnostic.ts";
import type { FieldPath } from "../kubernetes/object.ts";
import { columnOf, lineEnd, lineStart } from "./lines.ts";
import type { ListNode, MapEntry, MapNode, YamlNode, YamlTree } from "./tree.ts";

export interface PathAt {
  /** The field or item at the cursor; for side `entry` the map or list that a new entry typed here would belong to. */
  readonly path: FieldPath;
  /** On a field's name (or an item's dash), on a value (or where one goes), or between entries. */
  readonly side: "key" | "value" | "entry";
  /** The word under the cursor: what a hover marks and a completion replaces; empty where nothing is written yet. */
  readonly range: TextRange;
  /** The node under the cursor, where one is written. */
  readonly node?: YamlNode;
}

/**
 * What stands at an offset of the part; the inverse of `locate`, and of use in half-typed documents: on a blank line the
 * column says which map or list a new entry would belong to. Undefined only outside of the text and inside a comment.
 */
export function pathAt(tree: YamlTree, offset: number): PathAt | undefined {
  if (offset < 0 || offset > tree.text.length || isInComment(tree, offset)) return undefined;
  const { root } = tree;
  if (root === undefined) return between([], offset);
  return inNode(tree.text, root, [], offset) ?? between([], offset);
}

/** Whether a comment covers the offset (the `#` itself counts, the end of the line too). */
export function isInComment(tree: YamlTree, offset: number): boolean {
  const { text } = tree;
  for (
    let at = text.lastIndexOf("#", offset - 1), start = lineStart(text, offset);
    at >= start;
    at = text.lastIndexOf("#", at - 1)
  ) {
    if ((at === start || /\s/.test(text.charAt(at - 1))) && !isInScalar(tree.root, text, at)) return true;
    if (at === 0) break;
  }
  return false;
}

/** Whether the offset belongs to a written scalar: there a `#` is text. */
export function isInScalar(node: YamlNode | undefined, text: string, offset: number): boolean {
  if (node === undefined || offset < node.start || offset >= node.end) return false;
  if (node.kind === "alias") return true;
  if (node.kind === "scalar") {
    const block = node.style === "literal" || node.style === "folded";
    return !block || offset > lineEnd(text, node.start);
  }
  if (node.kind === "list") return node.items.some((item) => isInScalar(item.node, text, offset));
  return node.entries.some((entry) => isInScalar(entry.key, text, offset) || isInScalar(entry.value, text, offset));
}

function between(path: FieldPath, offset: number): PathAt {
  return { path, side: "entry", range: { start: offset, end: offset } };
}

/** Undefined where the offset lies outside of the node, also by its column. */
function inNode(text: string, node: YamlNode, path: FieldPath, offset: number): PathAt | undefined {
  if (node.kind === "map") return inMap(text, node, path, offset);
  if (node.kind === "list") return inList(text, node, path, offset);
  if (offset < node.propsStart || offset > node.end) return undefined;
  return { path, side: "value", range: { start: node.start, end: node.end }, node };
}

function inMap(text: string, map: MapNode, path: FieldPath, offset: number): PathAt | undefined {
  if (map.flow && (offset <= map.start || offset >= map.end)) return atBracket(map, path, offset);
  const entry = lastBefore(map.entries, offset);
  if (entry !== undefined) {
    const found = inEntry(text, map, entry, path, offset);
    if (found !== undefined) return found;
  }
  const first = map.entries[0];
  if (map.flow) return between(path, offset);
  if (first === undefined || !isIndentOnly(text, offset)) return undefined;
  return columnOf(text, offset) >= columnOf(text, first.start) ? between(path, offset) : undefined;
}

function inEntry(text: string, map: MapNode, entry: MapEntry, path: FieldPath, offset: number): PathAt | undefined {
  const { key, value, colon } = entry;
  const here = [...path, entry.name];
  if (offset <= key.end || (colon >= 0 && offset <= colon)) {
    // Two lines read as one key: the author has not typed a colon yet.
    if (text.slice(key.start, key.end).includes("\n") && key.kind === "scalar" && key.style === "plain")
      return { ...between(path, offset), range: wordAt(text, offset) };
    return { path: here, side: "key", range: { start: key.start, end: key.end }, node: key };
  }
  const written = value.end > value.start;
  if (written && offset >= value.propsStart) {
    const found = inNode(text, value, here, offset);
    if (found !== undefined) return startedBelow(text, entry, found);
  }
  if (lineStart(text, offset) <= colon && (!written || offset <= value.propsStart))
    return { path: here, side: "value", range: { start: offset, end: offset } };
  if (map.flow || !isIndentOnly(text, offset)) return undefined;
  // Below the entry and deeper than its key: inside its value, written or not.
  const column = columnOf(text, offset);
  const keyColumn = columnOf(text, entry.start);
  if (!written) return column > keyColumn ? between(here, offset) : undefined;
  return value.kind === "map" || value.kind === "list"
    ? !value.flow && column > keyColumn && offset < value.start
      ? between(here, offset)
      : undefined
    : undefined;
}

/** Plain text on a line below its key is a key that still lacks its colon. */
function startedBelow(text: string, entry: MapEntry, found: PathAt): PathAt {
  const { value } = entry;
  const half =
    found.node === value &&
    value.kind === "scalar" &&
    value.style === "plain" &&
    lineStart(text, value.start) > entry.colon;
  return half
    ? { ...found, side: "entry", range: wordAt(text, Math.min(Math.max(found.range.start, value.start), value.end)) }
    : found;
}

function inList(text: string, list: ListNode, path: FieldPath, offset: number): PathAt | undefined {
  if (list.flow && (offset <= list.start || offset >= list.end)) return atBracket(list, path, offset);
  const item = lastBefore(list.items, offset);
  if (item !== undefined) {
    const here = [...path, list.items.indexOf(item)];
    const dashEnd = item.start + 1;
    if (!list.flow && offset <= item.start)
      return { path: here, side: "key", range: { start: item.start, end: dashEnd } };
    const found =
      offset >= item.node.propsStart && item.node.end > item.node.start
        ? inNode(text, item.node, here, offset)
        : undefined;
    if (found !== undefined) return found;
    const empty = item.node.end === item.node.start;
    const sameLine = lineStart(text, offset) <= item.start;
    if (!list.flow && sameLine && (empty || offset <= item.node.propsStart))
      return { path: here, side: "value", range: { start: offset, end: offset } };
    if (!list.flow && empty && isIndentOnly(text, offset) && columnOf(text, offset) > columnOf(text, item.start))
      return between(here, offset);
  }
  const first = list.items[0];
  if (list.flow) return between(path, offset);
  return first !== undefined && isIndentOnly(text, offset) && columnOf(text, offset) >= columnOf(text, first.start)
    ? between(path, offset)
    : undefined;
}

function atBracket(node: MapNode | ListNode, path: FieldPath, offset: number): PathAt | undefined {
  if (offset < node.propsStart || offset > node.end) return undefined;
  return { path, side: "value", range: { start: node.start, end: node.end }, node };
}

function lastBefore<T extends TextRange>(pieces: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}

function isIndentOnly(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** The characters around the offset up to the next space, bracket or comma. */
function wordAt(text: string, offset: number): TextRange {
  let start = offset;
  let end = offset;
  while (start > 0 && !/[\s,:{}[\]]/.test(text.charAt(start - 1))) start--;
  while (end < text.length && !/[\s,:{}[\]]/.test(text.charAt(end))) end++;
  return { start, end };
}
