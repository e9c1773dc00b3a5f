import type { TextRange } from "../diagnostic.ts";
import { lineEnd, lineStart, nextLine } from "./lines.ts";
import { isInScalar } from "./path-at.ts";
import type { YamlTree } from "./tree.ts";

/** A comment that silences findings: `# gateway-lens-disable-next-line CODE[, CODE] -- reason`. */
export interface Directive {
  /** `document` (`gateway-lens-disable`) stands before the document's first content, or at the start of a line. */
  readonly scope: "next-line" | "line" | "document";
  /** Each code with its word; none: every finding. */
  readonly codes: readonly { readonly code: string; readonly range: TextRange }[];
  readonly reason?: string;
  readonly comment: TextRange;
  /** A finding that starts in here is silenced. */
  readonly covers: TextRange;
}

/** Whether a part could have any: asks for no parsing. */
export function mayHaveDirectives(text: string): boolean {
  return text.includes("gateway-lens-disable");
}

/** The suppressions of a part, in order. Only real comments count, not what a block scalar contains. */
export function directives(tree: YamlTree): readonly Directive[] {
  const { text } = tree;
  if (!mayHaveDirectives(text)) return [];
  const found: Directive[] = [];
  for (const match of text.matchAll(
    /(?<=^|[ \t\ufeff])#[ \t]*gateway-lens-disable(-next-line|-line)?(?![\w-])([^\r\n]*)/gm,
  )) {
    const start = match.index;
    if (isInScalar(tree.root, text, start)) continue;
    const comment = { start, end: start + match[0].trimEnd().length };
    const scope = match[1] === "-next-line" ? "next-line" : match[1] === "-line" ? "line" : "document";
    if (scope === "document" && start >= (tree.root?.propsStart ?? text.length) && lineStart(text, start) !== start)
      continue;
    const said = match[2] ?? "";
    const dashes = /(?:^|\s)--(?=\s|$)/.exec(said);
    const words = dashes === null ? said : said.slice(0, dashes.index);
    const reason = dashes === null ? "" : said.slice(dashes.index + dashes[0].length).trim();
    const from = start + match[0].length - said.length;
    const codes = [...words.matchAll(/[^\s,]+/g)].map((word) => ({
      code: word[0],
      range: { start: from + word.index, end: from + word.index + word[0].length },
    }));
    found.push({ scope, codes, ...(reason === "" ? {} : { reason }), comment, covers: covered(text, scope, start) });
  }
  return found;
}

function covered(text: string, scope: Directive["scope"], at: number): TextRange {
  if (scope === "document") return { start: 0, end: text.length };
  let start = lineStart(text, at);
  if (scope === "next-line") {
    // Other comments and blank lines may stand in between.
    do start = nextLine(text, start);
    while (start < text.length && /^\s*(?:#|$)/.test(text.slice(start, lineEnd(text, start))));
  }
  return { start, end: lineEnd(text, start) };
}
