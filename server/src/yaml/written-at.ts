import type { FieldPath, Json } from "../kubernetes/object.ts";
import type { Piece } from "./entry-edit.ts";
import { valueAt } from "./json-path.ts";
import { entryOf, isFlow, type ListNode, type MapEntry, type MapNode, type YamlNode, type YamlTree } from "./tree.ts";

/** Written in the document itself, at a place of its own. */
export type Place = Exclude<Found, { readonly kind: "shared" }>;

/** Where a path is written. */
export type Found =
  | {
      readonly kind: "field";
      readonly holder: MapNode;
      readonly entry: MapEntry;
      readonly node: YamlNode;
      readonly flow: boolean;
    }
  | {
      readonly kind: "item";
      readonly holder: ListNode;
      readonly entry: Piece;
      readonly node: YamlNode;
      readonly flow: boolean;
    }
  /** Written elsewhere: `owner` is the path whose value must be written out to change it, `value` what that is now. */
  | { readonly kind: "shared"; readonly owner: FieldPath; readonly value: Json };

/** `undefined` where nobody wrote it. */
export function writtenAt(tree: YamlTree, path: FieldPath): Found | undefined {
  let node = tree.root;
  let flow = false;
  let found: Found | undefined;
  for (let i = 0; i < path.length; i++) {
    const step = path[i];
    if (node === undefined || step === undefined) return undefined;
    if (node.kind === "alias")
      return valueAt(node.value, path.slice(i)) === undefined
        ? undefined
        : { kind: "shared", owner: path.slice(0, i), value: node.value };
    flow ||= isFlow(node);
    if (node.kind === "map") {
      const entry = entryOf(node, String(step));
      if (entry === undefined) return undefined;
      if (!node.entries.includes(entry)) {
        // Only the value of the whole map says it: the merged field itself, or the map for a removal.
        const last = i === path.length - 1;
        return {
          kind: "shared",
          owner: path.slice(0, i),
          value: last || valueAt(node.value, path.slice(i)) !== undefined ? node.value : null,
        };
      }
      found = { kind: "field", holder: node, entry, node: entry.value, flow };
      node = entry.value;
    } else if (node.kind === "list" && typeof step === "number") {
      const item = node.items[step];
      if (item === undefined) return undefined;
      found = { kind: "item", holder: node, entry: item, node: item.node, flow };
      node = item.node;
    } else return undefined;
  }
  return found;
}

/** A child that is written in the node itself. At the `last` step a list has none: what is added there goes before the item. */
export function ownChild(node: YamlNode, step: string | number | undefined, last: boolean): YamlNode | undefined {
  if (node.kind === "map") {
    const entry = entryOf(node, String(step));
    return entry !== undefined && node.entries.includes(entry) ? entry.value : undefined;
  }
  if (node.kind === "list" && typeof step === "number" && !last) return node.items[step]?.node;
  return undefined;
}
