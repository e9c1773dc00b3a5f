import type { TextRange } from "../diagnostic.ts";
import type { FieldPath } from "../kubernetes/object.ts";
import type { YamlNode, YamlTree } from "./tree.ts";

export interface PathAt {
  /** The field or item at the cursor; for side `entry` the map or list that a new entry typed here would belong to. */
  readonly path: FieldPath;
  /** On a field's name, on a value (or where one goes), or between entries. */
  readonly side: "key" | "value" | "entry";
  /** The word under the cursor: what a hover marks and a completion replaces; empty where nothing is written yet. */
  readonly range: TextRange;
  /** The node under the cursor, where one is written. */
  readonly node?: YamlNode;
}

/** What stands at an offset of the part; the inverse of `locate`, and of use in half-typed documents. */
export function pathAt(_tree: YamlTree, offset: number): PathAt | undefined {
  return { path: [], side: "entry", range: { start: offset, end: offset } };
}
