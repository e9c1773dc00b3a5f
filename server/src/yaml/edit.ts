import type { TextEdit } from "../diagnostic.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import { cutFromBlock, cutFromFlow, insertInBlock, insertInFlow, type Piece } from "./entry-edit.ts";
import { added, changed, valueAt, wrapped } from "./json-path.ts";
import { columnOf, eolOf, extentEnd, isOwn, lineEnd, lineStart, type Style, styleAt, styleOf } from "./lines.ts";
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

export { renderYaml } from "./render.ts";

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

/** Another value in the place of a scalar that is written on one line: in the same quotes, where it has some. */
export function rewritten(written: string, value: number | string): string {
  const style = written.startsWith("'") ? "single" : written.startsWith('"') ? "double" : undefined;
  return style === undefined || typeof value === "number" ? plainOrQuoted(value, "flow") : quoted(value, style);
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

type Place = Exclude<Found, { readonly kind: "shared" }>;

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
    (isFlow(root) && root.end - root.start > 2) ||
    !tree.text.slice(lineStart(tree.text, root.propsStart), root.propsStart).match(/^\ufeff?$/);
  const end = extentEnd(tree, root, root.end);
  const newText = flow ? renderFlow(value, flowStyle(tree)) : renderBlock(value, 0, styleAt(tree, end));
  const comment = newText.includes("\n") ? commentAt(tree.text, end) : "";
  const above = comment === "" ? "" : `${comment.trim()}${style.eol}`;
  return [{ range: { start: root.propsStart, end: end + comment.length }, newText: `${above}${newText}` }];
}

/** JSON, where the first string in the document's own braces is a key in double quotes. */
function flowStyle({ root, text }: YamlTree): FlowStyle {
  return root !== undefined && isFlow(root) && /^[[{\s]*"/.test(text.slice(root.start, root.start + 200))
    ? "json"
    : "yaml";
}

function replaceValue(tree: YamlTree, found: Place, value: Json): readonly TextEdit[] {
  const { node, entry } = found;
  const { text } = tree;
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
  const inline = oneLine(node, value, found.flow || isFlow(node) ? flowStyle(tree) : undefined);
  if (found.flow || (!isCollection && !multiline) || (isFlow(node) && isCollection)) {
    if (!written) return [{ range: { start: after, end: after }, newText: `${needsColon} ${inline}` }];
    const startsBelow = lineStart(text, node.propsStart) > after;
    if (!startsBelow || found.flow) return [{ range: { start: node.propsStart, end }, newText: `${anchor}${inline}` }];
    return belowToInline(text, after, end, ` ${anchor}${inline}`);
  }
  return replaceByBlock(tree, found, value, `${needsColon}${anchor === "" ? "" : ` ${anchor.trimEnd()}`}`, after, end);
}

/** Writes a value of several lines after a key's colon or an item's dash (at `after`), with `head` on that line first. */
function replaceByBlock(
  tree: YamlTree,
  found: Place,
  value: Json,
  head: string,
  after: number,
  end: number,
): readonly TextEdit[] {
  const { text } = tree;
  const { node, entry } = found;
  const column = columnOf(text, entry.start);
  const written = isWritten(node);
  const below = written && lineStart(text, node.propsStart) > after;
  const from = written ? end : after;
  const style = styleAt(tree, from);
  // A comment on the line of the key or dash stays there; one behind the old value's last line goes with it.
  const behind = commentAt(text, from);
  const oneLiner = !below && lineStart(text, from) <= after;
  const comment = below ? commentAt(text, after) : oneLiner || !isBlockCollection(node) ? behind : "";
  const dropped = below || comment === "" ? behind.length : 0;
  const [first, rest] = blockAfter(found, value, column, style, head !== "" || comment !== "");
  if (comment === "") return [{ range: { start: after, end: from + dropped }, newText: `${head}${first}${rest}` }];
  if (below) {
    return [
      { range: { start: after, end: after }, newText: `${head}${first}` },
      { range: { start: after + comment.length, end: from + dropped }, newText: rest },
    ];
  }
  return [
    { range: { start: after, end: from }, newText: `${head}${first}` },
    { range: { start: from + comment.length, end: from + comment.length }, newText: rest },
  ];
}

/** What goes on the line of the key or dash, and what goes below. `apart`: something else stands on that line. */
function blockAfter(
  found: Place,
  value: Json,
  column: number,
  style: Style,
  apart: boolean,
): readonly [string, string] {
  const collection = value !== null && typeof value === "object";
  if (found.kind === "item" && apart && collection) {
    return ["", `${style.eol}${" ".repeat(column + 2)}${renderBlock(value, column + 2, style)}`];
  }
  const block =
    found.kind === "item" ? ` ${renderBlock(value, column + 2, style)}` : renderAfterKey(value, column, style);
  const at = block.indexOf(style.eol);
  return at < 0 ? [block, ""] : [block.slice(0, at), block.slice(at)];
}

/** The comment right behind an offset, with the spaces before it. */
function commentAt(text: string, offset: number): string {
  return /^[ \t]+#.*$/.exec(text.slice(offset, lineEnd(text, offset)))?.[0] ?? "";
}

function isBlockCollection(node: YamlNode): boolean {
  return (node.kind === "map" || node.kind === "list") && !node.flow;
}

/** What stood on lines below its key comes onto the key's line, whose comment stays. */
function belowToInline(text: string, after: number, end: number, newText: string): readonly TextEdit[] {
  const comment = commentAt(text, after);
  if (comment === "") return [{ range: { start: after, end }, newText }];
  return [
    { range: { start: after, end: after }, newText },
    { range: { start: after + comment.length, end }, newText: "" },
  ];
}

/** On the value's own line: a string keeps the quotes of the one it replaces. */
function oneLine(node: YamlNode, value: Json, flow: FlowStyle | undefined): string {
  if (typeof value === "string" && node.kind === "scalar" && (node.style === "single" || node.style === "double"))
    return quoted(value, node.style);
  if (flow !== undefined) return renderFlow(value, flow);
  return value !== null && typeof value === "object" ? renderFlow(value, "yaml") : plainOrQuoted(value, "block");
}

function insertField(
  tree: YamlTree,
  map: MapNode,
  name: string,
  value: Json,
  { order = [] }: InsertOptions,
  inFlow: boolean,
): readonly TextEdit[] {
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
        ? quoted(name, "double")
        : plainOrQuoted(name, "flow");
    return insertInFlow(tree, map, index + 1, map.entries, `${key}: ${renderFlow(value, json)}`);
  }
  return insertInBlock(
    tree,
    map.entries,
    index + 1,
    (column, style) => `${plainOrQuoted(name, "key")}:${renderAfterKey(value, column, style)}`,
  );
}

function insertItem(tree: YamlTree, list: ListNode, at: number, value: Json, inFlow: boolean): readonly TextEdit[] {
  const index = Math.min(Math.max(at, 0), list.items.length);
  if (inFlow || list.flow) return insertInFlow(tree, list, index, list.items, renderFlow(value, flowStyle(tree)));
  return insertInBlock(tree, list.items, index, (column, style) => `- ${renderBlock(value, column + 2, style)}`);
}
