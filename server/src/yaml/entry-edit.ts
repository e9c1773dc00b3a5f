import type { TextEdit } from "../diagnostic.ts";
import { columnOf, eolOf, extentEnd, lineEnd, lineStart, nextLine, type Style, styleAt, styleOf } from "./lines.ts";
import type { ListNode, MapEntry, MapNode, YamlNode, YamlTree } from "./tree.ts";

/** An entry of a map or an item of a list. */
export type Piece = MapEntry | { readonly start: number; readonly end: number; readonly node: YamlNode };

/** Adds what `render` gives as a line (or lines) of its own at the pieces' column. Nothing where there are no pieces yet. */
export function insertInBlock(
  tree: YamlTree,
  pieces: readonly Piece[],
  index: number,
  render: (column: number, style: Style) => string,
): readonly TextEdit[] {
  const { text } = tree;
  const first = pieces[0];
  if (first === undefined) return [];
  const column = columnOf(text, first.start);
  const indent = " ".repeat(column);
  const before = pieces[index - 1];
  if (before === undefined) {
    const style = styleOf(tree);
    return [
      { range: { start: first.start, end: first.start }, newText: `${render(column, style)}${style.eol}${indent}` },
    ];
  }
  const end = lineEnd(text, extentEnd(tree, nodeOf(before), before.end));
  const style = styleAt(tree, end);
  return [{ range: { start: end, end }, newText: `${style.eol}${indent}${render(column, style)}` }];
}

function nodeOf(piece: Piece): YamlNode {
  return "value" in piece ? piece.value : piece.node;
}

export function insertInFlow(
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

export function cutFromFlow(pieces: readonly Piece[], piece: Piece): TextEdit {
  const index = pieces.indexOf(piece);
  const following = pieces[index + 1];
  const before = pieces[index - 1];
  if (following !== undefined) return { range: { start: piece.start, end: following.start }, newText: "" };
  return { range: { start: before?.end ?? piece.start, end: piece.end }, newText: "" };
}

export function cutFromBlock(tree: YamlTree, pieces: readonly Piece[], piece: Piece): TextEdit {
  const { text } = tree;
  const end = extentEnd(tree, nodeOf(piece), piece.end);
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
