import type { TextEdit } from "../diagnostic.ts";
import type { FieldPath, Json, JsonObject } from "../kubernetes/object.ts";
import { columnOf, eolOf, extentEnd, isOwn, lineEnd, lineStart, nextLine, type Style, styleOf } from "./lines.ts";
import {
  type FlowStyle,
  plainOrQuoted,
  quoted,
  renderAfterKey,
  renderBlock,
  renderFlow,
  renderYaml,
} from "./render.ts";
import {
  entryOf,
  isWritten,
  type ListNode,
  type MapEntry,
  type MapNode,
  type YamlNode,
  type YamlTree,
} from "./tree.ts";
import { setField } from "./value.ts";

export { type RenderOptions, renderYaml } from "./render.ts";

/*
 * The smallest changes of a part's text that change its value as asked: comments, quotes, indentation and line ends stay.
 * Edits are in offsets of the part (add the part's start), sorted, not overlapping; none where the place does not exist.
 * What an alias or a merge key brings is changed where it is used, not where it is defined: others may use it too.
 */

/** Writes `value` where the field or item `path` has its value; adds it where it is not written. */
export function setValue(tree: YamlTree, path: FieldPath, value: Json): readonly TextEdit[] {
  if (path.length === 0) return setRoot(tree, value);
  const found = find(tree, path);
  if (found === undefined) return insertEntry(tree, path, value);
  if (found.kind === "shared")
    return setValue(tree, found.owner, changed(found.value, path.slice(found.owner.length), value));
  return replaceValue(tree, found, value);
}

/** Renames the field `path`. */
export function setKey(tree: YamlTree, path: FieldPath, name: string): readonly TextEdit[] {
  const found = find(tree, path);
  if (found?.kind !== "field") return [];
  const { key } = found.entry;
  const style = key.kind === "scalar" && (key.style === "single" || key.style === "double") ? key.style : undefined;
  const newText = style === undefined ? plainOrQuoted(name, found.flow ? "flow" : "key") : quoted(name, style);
  return [{ range: { start: key.tag === undefined ? key.start : key.propsStart, end: key.end }, newText }];
}

export interface RemoveOptions {
  /** What becomes of a map or list that loses its only entry; `empty` (`{}`, `[]`) unless said. */
  readonly whenLast?: "remove-parent" | "empty";
}

/** Removes the field or list item `path`, with the comment on its line; the whole line where it stands alone. */
export function removeEntry(tree: YamlTree, path: FieldPath, options: RemoveOptions = {}): readonly TextEdit[] {
  const found = find(tree, path);
  if (found === undefined) return [];
  const parent = path.slice(0, -1);
  if (found.kind === "shared")
    return setValue(tree, found.owner, changed(found.value, path.slice(found.owner.length), undefined));
  const holder = found.holder;
  const pieces: readonly Piece[] = found.kind === "field" ? (holder as MapNode).entries : (holder as ListNode).items;
  const name = path.at(-1);
  // An earlier entry of the same name would come to life: all go.
  const gone = pieces.filter(
    (piece) => piece === found.entry || ("name" in piece && !piece.merge && piece.name === name),
  );
  if (gone.length === pieces.length) {
    if (options.whenLast === "remove-parent" && parent.length > 0) return removeEntry(tree, parent, options);
    return setValue(tree, parent, holder.kind === "map" ? {} : []);
  }
  const edits = gone.map((piece) => (holder.flow ? cutFromFlow(pieces, piece) : cutFromBlock(tree, pieces, piece)));
  const edited = edits.some((edit, i) => i > 0 && edit.range.start < (edits[i - 1]?.range.end ?? 0));
  return edited ? setValue(tree, parent, changed(holder.value, [name ?? ""], undefined)) : edits;
}

export interface InsertOptions {
  /** The names of a map's fields in the order in which people write them; a new one goes after those before it. At the end unless said. */
  readonly order?: readonly string[];
}

/**
 * Adds the field or list item `path` (an index at or beyond the length appends; a smaller one inserts before that item).
 * Parents that are not written are made; a field that is already there gets the new value.
 */
export function insertEntry(
  tree: YamlTree,
  path: FieldPath,
  value: Json,
  options: InsertOptions = {},
): readonly TextEdit[] {
  if (path.length === 0) return setRoot(tree, value);
  let depth = 0;
  let node: YamlNode | undefined = tree.root;
  let flow = false;
  while (node !== undefined && depth < path.length) {
    const inside: YamlNode | undefined = ownChild(node, path[depth], depth === path.length - 1);
    if (inside === undefined) break;
    flow ||= isFlow(node);
    node = inside;
    depth++;
  }
  const step = path[depth];
  if (node === undefined) return setRoot(tree, wrapped(path, value));
  if (step === undefined) return setValue(tree, path, value);
  const at = path.slice(0, depth);
  const rest = wrapped(path.slice(depth + 1), value);
  // The parent is written by an alias, or comes from a merge key: it becomes the document's own.
  if (
    node.kind === "alias" ||
    (node.kind === "map" && entryOf(node, String(step)) !== undefined && !isOwn(node, String(step)))
  ) {
    const current = node.kind === "alias" ? node.value : (node.value[String(step)] ?? null);
    if (node.kind === "alias") return setValue(tree, at, added(current, path.slice(depth), value));
    const merged = depth === path.length - 1 ? value : added(current, path.slice(depth + 1), value);
    return insertField(tree, node, String(step), merged, options, flow);
  }
  if (node.kind === "map")
    return insertField(tree, node, String(step), rest, depth === path.length - 1 ? options : {}, flow);
  if (node.kind === "list" && typeof step === "number") return insertItem(tree, node, step, rest, flow);
  return node.kind === "scalar" && node.value === null ? setValue(tree, at, wrapped(path.slice(depth), value)) : [];
}

/** Appends a document to a file (the whole file's text, not a part's). `value` may also be YAML text. */
export function appendDocument(fileText: string, value: Json): TextEdit {
  const eol = eolOf(fileText);
  const text = typeof value === "string" ? value.replaceAll(/\r?\n/g, eol) : renderYaml(value, { eol });
  const end = fileText.length;
  const newLine = fileText === "" || fileText.endsWith("\n") ? "" : eol;
  const begun = /(?:^|\n)---[ \t]*\r?\n?\s*$/.test(fileText);
  const separator = fileText.trim() === "" || fileText.trim() === "\ufeff" || begun ? "" : `---${eol}`;
  return { range: { start: end, end }, newText: `${newLine}${separator}${text}` };
}

type Piece = MapEntry | { readonly start: number; readonly end: number; readonly node: YamlNode };

type Found =
  | {
      readonly kind: "field";
      readonly holder: MapNode;
      readonly entry: MapEntry;
      readonly node: YamlNode;
      readonly flow: boolean;
    }
  | {
      readonly kind: "item";
      readonly holder: ListNode;
      readonly entry: Piece;
      readonly node: YamlNode;
      readonly flow: boolean;
    }
  /** Written elsewhere: `owner` is the path whose value must be written out to change it, `value` what that is now. */
  | { readonly kind: "shared"; readonly owner: FieldPath; readonly value: Json };

function find(tree: YamlTree, path: FieldPath): Found | undefined {
  let node = tree.root;
  let flow = false;
  let found: Found | undefined;
  for (let i = 0; i < path.length; i++) {
    const step = path[i];
    if (node === undefined || step === undefined) return undefined;
    if (node.kind === "alias")
      return valueAt(node.value, path.slice(i)) === undefined
        ? undefined
        : { kind: "shared", owner: path.slice(0, i), value: node.value };
    flow ||= isFlow(node);
    if (node.kind === "map") {
      const entry = entryOf(node, String(step));
      if (entry === undefined) return undefined;
      if (!node.entries.includes(entry)) {
        // Only the value of the whole map says it: the merged field itself, or the map for a removal.
        const last = i === path.length - 1;
        return {
          kind: "shared",
          owner: path.slice(0, i),
          value: last || valueAt(node.value, path.slice(i)) !== undefined ? node.value : null,
        };
      }
      found = { kind: "field", holder: node, entry, node: entry.value, flow };
      node = entry.value;
    } else if (node.kind === "list" && typeof step === "number") {
      const item = node.items[step];
      if (item === undefined) return undefined;
      found = { kind: "item", holder: node, entry: item, node: item.node, flow };
      node = item.node;
    } else return undefined;
  }
  return found;
}

function ownChild(node: YamlNode, step: string | number | undefined, last: boolean): YamlNode | undefined {
  if (node.kind === "map") {
    const entry = entryOf(node, String(step));
    return entry !== undefined && node.entries.includes(entry) ? entry.value : undefined;
  }
  if (node.kind === "list" && typeof step === "number" && !last) return node.items[step]?.node;
  return undefined;
}

function isFlow(node: YamlNode): boolean {
  return (node.kind === "map" || node.kind === "list") && node.flow;
}

function setRoot(tree: YamlTree, value: Json): readonly TextEdit[] {
  const style = styleOf(tree);
  const { root } = tree;
  if (root === undefined) {
    const at = tree.end;
    const newLine = at === 0 || tree.text.charCodeAt(at - 1) === 10 || tree.text.trim() === "\ufeff" ? "" : style.eol;
    return [{ range: { start: at, end: at }, newText: `${newLine}${renderBlock(value, 0, style)}${style.eol}` }];
  }
  const flow =
    isFlow(root) || !tree.text.slice(lineStart(tree.text, root.propsStart), root.propsStart).match(/^\ufeff?$/);
  const newText = flow ? renderFlow(value, flowStyle(tree)) : renderBlock(value, 0, style);
  return [{ range: { start: root.propsStart, end: extentEnd(tree, root, root.end) }, newText }];
}

function flowStyle(tree: YamlTree): FlowStyle {
  return tree.root !== undefined &&
    isFlow(tree.root) &&
    /^[[{]\s*(?:"|[[{\]}])/.test(tree.text.slice(tree.root.start, tree.root.start + 200))
    ? "json"
    : "yaml";
}

function replaceValue(tree: YamlTree, found: Exclude<Found, { kind: "shared" }>, value: Json): readonly TextEdit[] {
  const { node, entry } = found;
  const { text } = tree;
  const style = styleOf(tree);
  const anchor = node.kind !== "alias" && node.anchor !== undefined ? `&${node.anchor} ` : "";
  const isCollection = value !== null && typeof value === "object" && Object.keys(value).length > 0;
  const multiline = typeof value === "string" && value.includes("\n");
  const end = extentEnd(tree, node, node.end);
  const colon = found.kind === "field" ? found.entry.colon : -1;
  const after =
    colon >= 0
      ? colon + 1
      : found.kind === "field"
        ? found.entry.key.end
        : found.flow
          ? node.propsStart
          : entry.start + 1;
  const written = isWritten(node);
  const needsColon = found.kind === "field" && colon < 0 ? ":" : "";
  const inline = found.flow || isFlow(node) ? renderFlow(value, flowStyle(tree)) : oneLine(node, value);
  if (found.flow || (!isCollection && !multiline) || (isFlow(node) && isCollection)) {
    if (!written) return [{ range: { start: after, end: after }, newText: `${needsColon} ${inline}` }];
    const startsBelow = lineStart(text, node.propsStart) > after;
    if (!startsBelow || found.flow) return [{ range: { start: node.propsStart, end }, newText: `${anchor}${inline}` }];
    return belowToInline(text, after, end, ` ${anchor}${inline}`);
  }
  const column = columnOf(text, found.kind === "field" ? found.entry.start : entry.start);
  if (found.kind === "item") {
    const block = renderBlock(value, column + 2, style);
    if (!written) return [{ range: { start: after, end: after }, newText: ` ${block}` }];
    const prefix = anchor === "" ? "" : `${anchor.trimEnd()}${style.eol}${" ".repeat(column + 2)}`;
    const startsBelow = lineStart(text, node.propsStart) > entry.start;
    return [
      {
        range: { start: startsBelow ? entry.start + 1 : node.propsStart, end },
        newText: `${startsBelow ? " " : ""}${prefix}${block}`,
      },
    ];
  }
  const block = `${needsColon}${anchor === "" ? "" : ` ${anchor.trimEnd()}`}${renderAfterKey(value, column, style)}`;
  // A comment on the key's line stays there.
  const from = written ? end : after;
  const comment = text.slice(from, lineEnd(text, from)).match(/^[ \t]+#.*$/)?.[0];
  const onKeyLine = written && lineStart(text, node.propsStart) > after ? undefined : comment;
  if (onKeyLine === undefined) {
    const keyComment =
      written && lineStart(text, node.propsStart) > after
        ? (text.slice(after, lineEnd(text, after)).match(/^[ \t]+#.*$/)?.[0] ?? "")
        : "";
    return keyComment === ""
      ? [{ range: { start: after, end: from }, newText: block }]
      : [{ range: { start: after + keyComment.length, end: from }, newText: block }];
  }
  const breakAt = block.indexOf(style.eol);
  if (multiline || breakAt < 0) return [{ range: { start: after, end: from + onKeyLine.length }, newText: block }];
  return [
    { range: { start: after, end: from }, newText: block.slice(0, breakAt) },
    { range: { start: from + onKeyLine.length, end: from + onKeyLine.length }, newText: block.slice(breakAt) },
  ];
}

/** What stood on lines below its key comes onto the key's line, whose comment stays. */
function belowToInline(text: string, after: number, end: number, newText: string): readonly TextEdit[] {
  const comment = text.slice(after, lineEnd(text, after)).match(/^[ \t]+#.*$/)?.[0] ?? "";
  if (comment === "") return [{ range: { start: after, end }, newText }];
  return [
    { range: { start: after, end: after }, newText },
    { range: { start: after + comment.length, end }, newText: "" },
  ];
}

function oneLine(node: YamlNode, value: Json): string {
  if (value !== null && typeof value === "object") return renderFlow(value, "yaml");
  if (typeof value === "string" && node.kind === "scalar" && (node.style === "single" || node.style === "double"))
    return quoted(value, node.style);
  return plainOrQuoted(value, "block");
}

function insertField(
  tree: YamlTree,
  map: MapNode,
  name: string,
  value: Json,
  { order = [] }: InsertOptions,
  inFlow: boolean,
): readonly TextEdit[] {
  const { text } = tree;
  const rank = order.indexOf(name);
  const lastMerge = map.entries.findLastIndex((entry) => entry.merge);
  const lower =
    rank < 0
      ? map.entries.length - 1
      : map.entries.findLastIndex((entry) => order.includes(entry.name) && order.indexOf(entry.name) < rank);
  const known = rank >= 0 && map.entries.some((entry) => order.includes(entry.name));
  const index = Math.max(lastMerge, rank < 0 || known ? lower : map.entries.length - 1);
  if (inFlow || map.flow) {
    const json = flowStyle(tree);
    const key =
      json === "json" || (map.entries[0]?.key.kind === "scalar" && map.entries[0].key.style === "double")
        ? JSON.stringify(name)
        : plainOrQuoted(name, "flow");
    return insertInFlow(tree, map, index + 1, map.entries, `${key}: ${renderFlow(value, json)}`);
  }
  const style = styleOf(tree);
  const first = map.entries[0];
  if (first === undefined) return [];
  const column = columnOf(text, first.start);
  const field = `${plainOrQuoted(name, "key")}:${renderAfterKey(value, column, style)}`;
  return insertInBlock(tree, style, column, map.entries, index + 1, field, (entry) => entry.value);
}

function insertItem(tree: YamlTree, list: ListNode, at: number, value: Json, inFlow: boolean): readonly TextEdit[] {
  const index = Math.min(Math.max(at, 0), list.items.length);
  if (inFlow || list.flow) return insertInFlow(tree, list, index, list.items, renderFlow(value, flowStyle(tree)));
  const style = styleOf(tree);
  const first = list.items[0];
  if (first === undefined) return [];
  const column = columnOf(tree.text, first.start);
  return insertInBlock(
    tree,
    style,
    column,
    list.items,
    index,
    `- ${renderBlock(value, column + 2, style)}`,
    (item) => item.node,
  );
}

function insertInBlock<T extends { start: number; end: number }>(
  tree: YamlTree,
  style: Style,
  column: number,
  pieces: readonly T[],
  index: number,
  newText: string,
  node: (piece: T) => YamlNode,
): readonly TextEdit[] {
  const indent = " ".repeat(column);
  const before = pieces[index - 1];
  const following = pieces[index];
  if (before === undefined) {
    if (following === undefined) return [];
    return [{ range: { start: following.start, end: following.start }, newText: `${newText}${style.eol}${indent}` }];
  }
  const end = lineEnd(tree.text, extentEnd(tree, node(before), before.end));
  return [{ range: { start: end, end }, newText: `${style.eol}${indent}${newText}` }];
}

function insertInFlow(
  tree: YamlTree,
  holder: MapNode | ListNode,
  index: number,
  pieces: readonly { start: number; end: number }[],
  newText: string,
): readonly TextEdit[] {
  const { text } = tree;
  const at = (offset: number, inserted: string): readonly TextEdit[] => [
    { range: { start: offset, end: offset }, newText: inserted },
  ];
  const first = pieces[0];
  if (first === undefined) return at(holder.start + 1, newText);
  // One entry a line stays one entry a line.
  const ownLines = lineStart(text, first.start) > holder.start;
  const separator = ownLines ? `${eolOf(text)}${text.slice(lineStart(text, first.start), first.start)}` : " ";
  const before = pieces[index - 1];
  return before === undefined ? at(first.start, `${newText},${separator}`) : at(before.end, `,${separator}${newText}`);
}

function cutFromFlow(pieces: readonly Piece[], piece: Piece): TextEdit {
  const index = pieces.indexOf(piece);
  const following = pieces[index + 1];
  const before = pieces[index - 1];
  if (following !== undefined) return { range: { start: piece.start, end: following.start }, newText: "" };
  return { range: { start: before?.end ?? piece.start, end: piece.end }, newText: "" };
}

function cutFromBlock(tree: YamlTree, pieces: readonly Piece[], piece: Piece): TextEdit {
  const { text } = tree;
  const end = extentEnd(tree, "value" in piece ? piece.value : piece.node, piece.end);
  const start = lineStart(text, piece.start);
  const head = text.slice(start, piece.start);
  if (/^[ ]*$/.test(head)) {
    const next = nextLine(text, end);
    // At the very end of a text without a last line end, the line before gives up its own.
    const endsOpen = next === text.length && !text.endsWith("\n");
    const from = endsOpen ? Math.max(0, start - (text.startsWith("\r\n", start - 2) ? 2 : 1)) : start;
    return { range: { start: from, end: next }, newText: "" };
  }
  // The first of a map or list that begins on the line of a dash.
  const following = pieces[pieces.indexOf(piece) + 1];
  if (following === undefined) return { range: { start: piece.start, end }, newText: "" };
  const between = text.slice(nextLine(text, end), lineStart(text, following.start));
  if (between.trim() === "") return { range: { start: piece.start, end: following.start }, newText: "" };
  return { range: { start: piece.start, end: lineEnd(text, end) }, newText: "" };
}

/** The value with the field or item at `path` changed, or gone. */
function changed(value: Json, path: FieldPath, to: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return to ?? null;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.flatMap((item, i) =>
      i !== step ? [item] : rest.length === 0 ? (to === undefined ? [] : [to]) : [changed(item, rest, to)],
    );
  }
  const result: Record<string, Json> = {};
  const fields = value !== null && typeof value === "object" ? (value as JsonObject) : {};
  for (const name of Object.keys(fields)) {
    const field = fields[name] ?? null;
    if (name !== String(step)) setField(result, name, field);
    else if (rest.length > 0) setField(result, name, changed(field, rest, to));
    else if (to !== undefined) setField(result, name, to);
  }
  if (to !== undefined && !Object.hasOwn(fields, String(step))) setField(result, String(step), wrapped(rest, to));
  return result;
}

/** The value with a field or item added at `path`. */
function added(value: Json, path: FieldPath, what: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return what;
  if (!Array.isArray(value)) return changed(value, [step], added(valueAt(value, [step]) ?? null, rest, what));
  const list = value as readonly Json[];
  const index = Number(step);
  if (rest.length === 0) return [...list.slice(0, index), what, ...list.slice(index)];
  return list.map((item, i) => (i === index ? added(item, rest, what) : item));
}

function wrapped(path: FieldPath, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

function valueAt(value: Json, path: FieldPath): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (at === undefined || at === null || typeof at !== "object") return undefined;
    if (Array.isArray(at)) at = (at as readonly Json[])[Number(step)];
    else at = Object.hasOwn(at, step) ? (at as JsonObject)[step] : undefined;
  }
  return at;
}
