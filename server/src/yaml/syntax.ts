import type { SyntaxFault } from "./compose.ts";
import { findTemplate } from "./scan.ts";
import type { YamlNode, YamlProblem, YamlTree } from "./tree.ts";
import { maxDepth } from "./value.ts";

/** One syntax finding, where the parser gave up first; a template where one is to blame. */
export function withSyntax(
  found: readonly YamlProblem[],
  errors: readonly SyntaxFault[],
  { text, root }: YamlTree,
): readonly YamlProblem[] {
  const first = errors.reduce<SyntaxFault | undefined>(
    (least, error) => (least === undefined || error.start < least.start ? error : least),
    undefined,
  );
  const broken = first !== undefined || found.some((problem) => problem.code === "unreadable-value");
  const template = broken ? findTemplate(text) : undefined;
  if (template !== undefined) {
    const range = { start: template.start, end: template.end };
    const message = `This document is a ${template.kind} template: it can only be checked once it is rendered.`;
    return [{ code: "template", range, message, refused: true }];
  }
  if (first === undefined) return inOrder(found);
  // What is never closed is marked where it was opened: the parser only notices at the end.
  const open =
    first.code === "MISSING_CHAR" || first.code === "BAD_INDENT" ? unclosed(text, root, first.start) : undefined;
  const start = open ?? Math.min(first.start, text.length);
  const end = open === undefined ? Math.min(Math.max(first.end, start + 1), lineEnd(text, start)) : open + 1;
  const deep = first.code === "RESOURCE_EXHAUSTION";
  const syntax: YamlProblem = {
    code: deep ? "limit" : "syntax",
    range: { start, end: Math.max(end, start) },
    message: deep
      ? `This is nested more than ${maxDepth} levels deep, and was not read.`
      : open !== undefined
        ? "This is never closed."
        : first.code === "MISSING_CHAR" && isKeyAlone(root, first.start)
          ? "A colon is missing after this key."
          : (words[first.code] ?? "This is not valid YAML."),
    refused: true,
  };
  // What follows the place where the parser gave up is guesswork: no second finding on it.
  return inOrder([
    syntax,
    ...found.filter((problem) => problem.range.start < start && !(problem.code === "limit" && deep)),
  ]);
}

/** The last quote or bracket that is opened before `limit` and not closed. */
function unclosed(text: string, node: YamlNode | undefined, limit: number): number | undefined {
  if (node === undefined || node.kind === "alias" || node.start > limit) return undefined;
  const inside =
    node.kind === "map"
      ? node.entries.flatMap((entry) => [entry.key, entry.value])
      : node.kind === "list"
        ? node.items.map((item) => item.node)
        : [];
  for (const child of inside.reverse()) {
    const found = unclosed(text, child, limit);
    if (found !== undefined) return found;
  }
  const opened = text.charAt(node.start);
  const closing = brackets[node.kind === "scalar" ? node.style : node.flow ? node.kind : "block"];
  if (closing === undefined || closing[0] !== opened) return undefined;
  return node.end - node.start < 2 || text.charAt(node.end - 1) !== closing[1] ? node.start : undefined;
}

const brackets: Readonly<Record<string, string>> = { single: "''", double: '""', map: "{}", list: "[]" };

/** Whether a key without a colon begins there. */
function isKeyAlone(node: YamlNode | undefined, offset: number): boolean {
  if (node === undefined || offset < node.start || offset > node.end) return false;
  if (node.kind === "list") return node.items.some((item) => isKeyAlone(item.node, offset));
  if (node.kind !== "map") return false;
  return node.entries.some(({ key, colon, value }) => (key.start === offset && colon < 0) || isKeyAlone(value, offset));
}

function inOrder(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  return [...problems].sort((a, b) => a.range.start - b.range.start);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : Math.max(end, from);
}

const words: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "An alias takes no anchor or tag.",
  BAD_ALIAS: "An anchor or alias needs a name.",
  BAD_DIRECTIVE: "This is not a directive that YAML knows.",
  BAD_DQ_ESCAPE: "YAML knows no such escape in double quotes.",
  BAD_INDENT: "This is not indented as what surrounds it demands.",
  BAD_PROP_ORDER: "An anchor or tag stands before the value it is for.",
  BAD_SCALAR_START: "Unquoted text cannot start with this character.",
  BLOCK_AS_IMPLICIT_KEY: "A map or list cannot begin here; is it indented like what it belongs to?",
  BLOCK_IN_FLOW: "Inside braces or brackets everything must be written with braces and brackets.",
  KEY_OVER_1024_CHARS: "A key is at most 1024 characters long.",
  MISSING_CHAR: "Something is missing here: a quote, a comma, a colon or a closing bracket.",
  MULTILINE_IMPLICIT_KEY: "A key must stand on one line; is a colon missing?",
  MULTIPLE_ANCHORS: "A value has at most one anchor.",
  MULTIPLE_TAGS: "A value has at most one tag.",
  TAB_AS_INDENT: "YAML is indented with spaces, never with tabs.",
  UNEXPECTED_TOKEN: "This is not expected here.",
  CONTROL_CHARACTER: "YAML allows no control characters; is this a text file?",
  BAD_COLLECTION_TYPE: "The tag and what it stands before do not fit.",
};
