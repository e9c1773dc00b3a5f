import type { TextEdit } from "../diagnostic.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import { cutFromBlock, cutFromFlow, insertInBlock, insertInFlow, type Piece } from "./entry-edit.ts";
import { added, changed, wrapped } from "./json-path.ts";
import { eolOf, isOwn } from "./lines.ts";
import { plainOrQuoted, quoted, renderAfterKey, renderBlock, renderFlow, renderYaml } from "./render.ts";
import { entryOf, isFlow, type ListNode, type MapNode, type YamlNode, type YamlTree } from "./tree.ts";
import { flowStyle, replaceRoot, replaceValue } from "./value-edit.ts";
import { ownChild, writtenAt } from "./written-at.ts";

export { renderYaml } from "./render.ts";

/*
 * The smallest changes of a part's text that change its value as asked: comments, quotes, indentation and line ends stay.
 * Edits are in offsets of the part (add the part's start), sorted, not overlapping; none where the place does not exist.
 * What an alias or a merge key brings is changed where it is used, not where it is defined: others may use it too.
 */

/** Writes `value` where the field or item `path` has its value; adds it where it is not written. */
export function setValue(tree: YamlTree, path: FieldPath, value: Json): readonly TextEdit[] {
  if (path.length === 0) return replaceRoot(tree, value);
  const found = writtenAt(tree, path);
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
  const found = writtenAt(tree, path);
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
  const found = writtenAt(tree, path);
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
  if (path.length === 0) return replaceRoot(tree, value);
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
  if (node === undefined) return replaceRoot(tree, wrapped(path, value));
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
