import type { TextEdit } from "../diagnostic.ts";
import type { Json } from "../kubernetes/object.ts";
import { columnOf, extentEnd, lineEnd, lineStart, type Style, styleAt, styleOf } from "./lines.ts";
import { type FlowStyle, plainOrQuoted, quoted, renderAfterKey, renderBlock, renderFlow } from "./render.ts";
import { isFlow, isWritten, type YamlNode, type YamlTree } from "./tree.ts";
import type { Place } from "./written-at.ts";

/** Writes another value for the whole document. */
export function replaceRoot(tree: YamlTree, value: Json): readonly TextEdit[] {
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
export function flowStyle({ root, text }: YamlTree): FlowStyle {
  return root !== undefined && isFlow(root) && /^[[{\s]*"/.test(text.slice(root.start, root.start + 200))
    ? "json"
    : "yaml";
}

/** Writes another value in the place of one that is written, or behind a key or dash that has none. */
export function replaceValue(tree: YamlTree, found: Place, value: Json): readonly TextEdit[] {
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
