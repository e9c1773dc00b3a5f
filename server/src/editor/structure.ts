import type { TextRange } from "../diagnostic.ts";
import type { PartReading } from "../workspace/reading.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { YamlNode } from "../yaml/tree.ts";

/** What can be folded away: documents, and every field or item of more than one line. A document's folds move with it. */
export function createFolds(workspace: Workspace): (uri: string) => readonly TextRange[] {
  const known = new WeakMap<PartReading, readonly TextRange[]>();
  return (uri) => {
    const file = workspace.file(uri);
    return (file?.reading.parts ?? []).flatMap((part, at) => {
      const start = file?.reading.starts[at] ?? 0;
      let folds = known.get(part);
      if (folds === undefined) {
        folds = foldsOf(workspace, part);
        known.set(part, folds);
        workspace.checkpoint();
      }
      return folds.map((range) => ({ start: start + range.start, end: start + range.end }));
    });
  };
}

function foldsOf(workspace: Workspace, part: PartReading): readonly TextRange[] {
  const { root } = workspace.tree(part).tree;
  if (root === undefined) return [];
  const found: TextRange[] = [{ start: root.start, end: root.end }];
  visit(root, ({ start, end }) => {
    if (part.text.slice(start, end).includes("\n")) found.push({ start, end });
  });
  return found;
}

function visit(node: YamlNode, fold: (range: TextRange) => void): void {
  if (node.kind === "map") {
    for (const entry of node.entries) {
      if (entry.value.kind !== "alias") fold(entry);
      visit(entry.value, fold);
    }
  } else if (node.kind === "list") {
    for (const item of node.items) {
      fold(item);
      visit(item.node, fold);
    }
  }
}

/** Word, field, item, object: each range lies in the next one. */
export function selectionRanges(workspace: Workspace, uri: string, offset: number): readonly TextRange[] {
  const file = workspace.file(uri);
  const at = file?.reading.starts.findLastIndex((start) => start <= offset) ?? -1;
  const part = file?.reading.parts[at];
  const start = file?.reading.starts[at] ?? 0;
  if (part === undefined) return [];
  const found: TextRange[] = [];
  const { root } = workspace.tree(part).tree;
  if (root !== undefined) descend(root, offset - start, found);
  const ranges = [{ start: 0, end: part.text.length }, ...found].map((range) => ({
    start: start + range.start,
    end: start + range.end,
  }));
  return ranges.filter((range, index) => index === 0 || !same(range, ranges[index - 1])).reverse();
}

function descend(node: YamlNode, offset: number, found: TextRange[]): void {
  if (offset < node.start || offset > node.end) return;
  found.push(node);
  if (node.kind === "map") {
    const entry = node.entries.find((one) => one.start <= offset && offset <= one.end);
    if (entry === undefined) return;
    found.push(entry);
    descend(offset <= entry.key.end ? entry.key : entry.value, offset, found);
  } else if (node.kind === "list") {
    const item = node.items.find((one) => one.start <= offset && offset <= one.end);
    if (item === undefined) return;
    found.push(item);
    descend(item.node, offset, found);
  }
}

function same(a: TextRange, b: TextRange | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}
