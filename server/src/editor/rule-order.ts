import type { TextEdit } from "../diagnostic.ts";
import { compareMatches, type PrecedenceMatch } from "../gateway-api/precedence.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import { extentEnd, lineStart, nextLine } from "../yaml/lines.ts";
import { entryOf, type ListNode, resolved, type YamlNode, type YamlTree } from "../yaml/tree.ts";
import { listAt, objectAt } from "./reference.ts";

/**
 * Rules in the order in which they are tried, each with the comments above it. Undefined where they are in that order already,
 * where moving would change which rule wins a tie, or where they do not stand on lines of their own.
 */
export function sortedRules(tree: YamlTree, path: FieldPath, rules: readonly Json[]): TextEdit | undefined {
  const order = orderOf(rules);
  const list = listOf(tree, path);
  if (order === undefined || list === undefined || list.items.length !== rules.length) return undefined;
  const { text } = tree;
  const starts = list.items.map(({ start }, at) => {
    const before = list.items[at - 1];
    return commentsAbove(text, start, before === undefined ? 0 : nextLine(text, before.end - 1));
  });
  const last = list.items.at(-1);
  const [first] = starts;
  if (first === undefined || last === undefined) return undefined;
  const end = nextLine(text, extentEnd(tree, last.node, last.end) - 1);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const blocks = starts.map((start, at) => {
    const block = text.slice(start, starts[at + 1] ?? end);
    return block.endsWith("\n") ? block : block + eol;
  });
  const sorted = order.map((at) => blocks[at] ?? "").join("");
  const newText = text.slice(0, end).endsWith("\n") ? sorted : sorted.slice(0, -eol.length);
  return { range: { start: first, end }, newText };
}

/** Indices in the order of precedence, where that is another one. */
function orderOf(rules: readonly Json[]): readonly number[] | undefined {
  const matches = rules.map(matchesOf);
  const best = matches.map((each) => [...each].sort(compareMatches)[0] ?? {});
  const order = rules.map((_, at) => at).sort((a, b) => compareMatches(best[a] ?? {}, best[b] ?? {}) || a - b);
  if (order.every((at, index) => at === index)) return undefined;
  const ties = order.some((at, index) =>
    order
      .slice(index + 1)
      .some(
        (later) =>
          later < at &&
          (matches[at] ?? []).some((one) => (matches[later] ?? []).some((other) => compareMatches(one, other) === 0)),
      ),
  );
  return ties ? undefined : order;
}

function matchesOf(rule: Json): readonly PrecedenceMatch[] {
  const matches = listAt(objectAt(rule).matches).map((match) => objectAt(match) as PrecedenceMatch);
  return matches.length === 0 ? [{}] : matches;
}

function listOf(tree: YamlTree, path: FieldPath): ListNode | undefined {
  let node: YamlNode | undefined = tree.root;
  for (const step of path) {
    const map: YamlNode | undefined = node === undefined ? undefined : resolved(node);
    if (map?.kind === "list" && typeof step === "number") node = map.items[step]?.node;
    else node = map?.kind === "map" ? entryOf(map, String(step))?.value : undefined;
  }
  return node?.kind === "list" && !node.flow ? node : undefined;
}

/** Where the comments begin that stand right above a line. */
function commentsAbove(text: string, offset: number, least: number): number {
  let start = lineStart(text, offset);
  while (start > least) {
    const above = lineStart(text, start - 1);
    if (above < least || !/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
