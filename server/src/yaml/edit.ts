import type { TextEdit } from "../diagnostic.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import type { YamlTree } from "./tree.ts";

/** All edits are in offsets of the part's text (add the part's start), sorted, not overlapping. None where the place does not exist. */

/** Writes `value` where the field `path` has its value. */
export function setValue(_tree: YamlTree, _path: FieldPath, _value: Json): readonly TextEdit[] {
  return [];
}

/** Renames the field `path`. */
export function setKey(_tree: YamlTree, _path: FieldPath, _name: string): readonly TextEdit[] {
  return [];
}

export interface RemoveOptions {
  /** What becomes of a map or list that loses its only entry; `empty` (`{}`, `[]`) unless said. */
  readonly whenLast?: "remove-parent" | "empty";
}

/** Removes the field or list item `path` with its own comments. */
export function removeEntry(_tree: YamlTree, _path: FieldPath, _options: RemoveOptions = {}): readonly TextEdit[] {
  return [];
}

export interface InsertOptions {
  /** The names of a map's fields in the order in which people write them; a new one goes after those before it. At the end unless said. */
  readonly order?: readonly string[];
}

/**
 * Adds the field or list item `path` (an index at or beyond the length appends; a smaller one inserts before that item).
 * Parents that are not written are made.
 */
export function insertEntry(
  _tree: YamlTree,
  _path: FieldPath,
  _value: Json,
  _options: InsertOptions = {},
): readonly TextEdit[] {
  return [];
}

/** Appends a document to a file (the whole file's text, not a part's). */
export function appendDocument(fileText: string, value: Json): TextEdit {
  return { range: { start: fileText.length, end: fileText.length }, newText: renderYaml(value) };
}

export interface RenderOptions {
  readonly sortKeys?: boolean;
}

/** A value in kubectl's style: two spaces, lists not indented, quotes only where needed; ends with a line end. */
export function renderYaml(value: Json, _options: RenderOptions = {}): string {
  return `${JSON.stringify(value)}\n`;
}
