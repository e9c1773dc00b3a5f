import type { TextRange } from "../diagnostic.ts";
import type { FieldPath } from "../kubernetes/object.ts";
import { entryOf, isWritten, resolved, type YamlNode, type YamlTree } from "./tree.ts";

export type Side = "key" | "value" | "entry";

export interface Located extends TextRange {
  /** The path that the range stands for: the one asked for, or its nearest written ancestor. */
  readonly path: FieldPath;
  /** Whether the path itself is written. */
  readonly exact: boolean;
}

/**
 * The text that stands for a place of a document. What is brought by an alias or a merge key is located where it is
 * written. A place that nobody wrote falls back to the key of its nearest written ancestor, and at the top to the `kind`.
 * A list item has no key: its dash in block style, its value in flow style.
 */
export function locate(tree: YamlTree, path: FieldPath, side: Side = "value"): Located {
  let node: YamlNode | undefined = tree.root;
  let here: Record<Side, TextRange> = top(tree);
  for (let i = 0; i < path.length; i++) {
    const step = path[i];
    const next: { node: YamlNode; sides: Record<Side, TextRange> } | undefined =
      node === undefined || step === undefined ? undefined : child(node, step);
    if (next === undefined) return { ...bounds(here.key), path: path.slice(0, i), exact: false };
    node = next.node;
    here = next.sides;
  }
  return { ...bounds(here[side]), path, exact: true };
}

function bounds({ start, end }: TextRange): TextRange {
  return { start, end };
}

function child(node: YamlNode, step: string | number): { node: YamlNode; sides: Record<Side, TextRange> } | undefined {
  const target = resolved(node);
  if (target?.kind === "map") {
    const entry = entryOf(target, String(step));
    if (entry === undefined) return undefined;
    // A value that is not written is marked by its key.
    return {
      node: entry.value,
      sides: { key: entry.key, value: isWritten(entry.value) ? valueRange(entry.value) : entry.key, entry },
    };
  }
  if (target?.kind === "list" && typeof step === "number") {
    const item = target.items[step];
    if (item === undefined) return undefined;
    const value = isWritten(item.node) ? valueRange(item.node) : item;
    return {
      node: item.node,
      sides: { key: target.flow ? value : { start: item.start, end: item.start + 1 }, value, entry: item },
    };
  }
  return undefined;
}

function valueRange(node: YamlNode): TextRange {
  return node.end > node.start ? node : { start: node.propsStart, end: node.end };
}

/** The whole object is marked by its `kind`: a range of a hundred lines helps nobody. */
function top(tree: YamlTree): Record<Side, TextRange> {
  const root = tree.root;
  if (root === undefined) {
    const start = tree.text.length - tree.text.trimStart().length;
    const empty = { start: Math.min(start, tree.end), end: Math.min(start, tree.end) };
    return { key: empty, value: empty, entry: empty };
  }
  const map = root.kind === "map" ? root : undefined;
  const kind = map === undefined ? undefined : (entryOf(map, "kind") ?? map.entries[0]);
  const word = kind === undefined ? { start: root.start, end: root.end } : { start: kind.start, end: kind.end };
  return { key: word, value: root, entry: root };
}
