import type { MapNode, YamlNode, YamlTree } from "./tree.ts";

/** The geometry of a part's text, and the style in which its author writes. */

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Before the line's end (LF or CRLF), or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text.charCodeAt(at - 1) === 13 ? at - 1 : at;
}

/** After the line's end. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}

export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text.charCodeAt(start) === 0xfeff && start < offset ? 1 : 0);
}

export function eolOf(text: string): "\n" | "\r\n" {
  const at = text.indexOf("\n");
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

/** Where the text of a node ends, with the blank lines that a block scalar keeps (`|+`). */
export function extentEnd(tree: YamlTree, node: YamlNode, end: number): number {
  const last = lastScalar(node);
  if (last?.kind !== "scalar" || (last.style !== "literal" && last.style !== "folded")) return end;
  const header = tree.text.slice(last.start, lineEnd(tree.text, last.start));
  if (!/^[|>]\d?\+/.test(header)) return end;
  const rest = /^(?:[ \t]*\r?\n)+(?=[^\n]*\S|$)/.exec(tree.text.slice(nextLine(tree.text, end), tree.end));
  return rest === null ? end : Math.max(end, nextLine(tree.text, end) + rest[0].replace(/\r?\n$/, "").length);
}

function lastScalar(node: YamlNode): YamlNode | undefined {
  if (node.kind === "map")
    return node.flow
      ? undefined
      : lastScalar(node.entries.at(-1)?.value ?? { ...node, kind: "list", flow: true, items: [], value: [] });
  if (node.kind === "list") {
    const last = node.flow ? undefined : node.items.at(-1);
    return last === undefined ? undefined : lastScalar(last.node);
  }
  return node;
}

export interface Style {
  readonly eol: "\n" | "\r\n";
  /** How much deeper a nested map stands than its key. */
  readonly step: number;
  /** How much deeper a list stands than its key. */
  readonly listIndent: number;
}

/** The style for what is written at the end of the line of `offset`: see `literals` of RenderOptions. */
export function styleAt(tree: YamlTree, offset: number): Style & { readonly literals: boolean } {
  const below = tree.text.slice(nextLine(tree.text, offset));
  return { ...styleOf(tree), literals: !/^(?:[ \t]*\r?\n)*[ \t]+#/.test(below) };
}

/** As the document itself is written; two spaces and lists not indented where it gives no example. */
export function styleOf(tree: YamlTree): Style {
  const found: { step?: number; listIndent?: number } = {};
  if (tree.root !== undefined) learn(tree.text, tree.root, found);
  return { eol: eolOf(tree.text), step: found.step ?? 2, listIndent: found.listIndent ?? 0 };
}

function learn(text: string, node: YamlNode, found: { step?: number; listIndent?: number }): void {
  if (found.step !== undefined && found.listIndent !== undefined) return;
  if (node.kind === "list" && !node.flow) for (const item of node.items) learn(text, item.node, found);
  if (node.kind !== "map" || node.flow) return;
  for (const { key, value } of node.entries) {
    if ((value.kind === "map" || value.kind === "list") && !value.flow && lineStart(text, value.start) > key.end) {
      const deeper = columnOf(text, value.start) - columnOf(text, key.propsStart);
      if (value.kind === "map" && deeper > 0) found.step ??= deeper;
      if (value.kind === "list" && deeper >= 0) found.listIndent ??= deeper;
    }
    learn(text, value, found);
  }
}

/** Whether a field of a map is written in it, or only brought by a merge key. */
export function isOwn(map: MapNode, name: string): boolean {
  return map.entries.some((entry) => !entry.merge && entry.name === name);
}
