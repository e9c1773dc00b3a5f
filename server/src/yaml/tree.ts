import type { TextRange } from "../diagnostic.ts";
import type { Json, JsonObject } from "../kubernetes/object.ts";

/**
 * What a part of a file says, with positions: offsets (UTF-16 code units) into the part's text. `start`..`end` is the node
 * itself, `propsStart` where its anchor and tag begin (= `start` without any). A node that is not written (`k:`) has
 * `start === end`. Values are as kubectl reads them, and shared between nodes: never mutate them.
 */
export type YamlNode = ScalarNode | MapNode | ListNode | AliasNode;

interface NodeBase extends TextRange {
  readonly propsStart: number;
  readonly anchor?: string;
  /** The tag as resolved (`tag:yaml.org,2002:str`), where one is written. */
  readonly tag?: string;
}

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
  /** The characters that the scalar stands for, before it is read as a number or boolean. */
  readonly source: string;
  readonly value: null | boolean | number | string;
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
  readonly value: JsonObject;
}

export interface MapEntry extends TextRange {
  /** The key as kubectl reads it (`y: 1` is "true"); "" for one that cannot be a field's name. */
  readonly name: string;
  readonly key: YamlNode;
  /** Where the `:` stands; -1 where the author has not typed it yet. */
  readonly colon: number;
  readonly value: YamlNode;
  /** `<<: …`: brings the entries of its value. */
  readonly merge: boolean;
  /** A later entry of the same name wins over this one. */
  readonly overridden: boolean;
}

export interface ListNode extends NodeBase {
  readonly kind: "list";
  readonly flow: boolean;
  readonly items: readonly ListItem[];
  readonly value: readonly Json[];
}

/** `start` is the dash in block style, the node (with its anchor and tag) in flow style. */
export interface ListItem extends TextRange {
  readonly node: YamlNode;
}

export interface AliasNode extends NodeBase {
  readonly kind: "alias";
  readonly name: string;
  /** Absent where the alias names nothing, or what contains it. */
  readonly target?: ScalarNode | MapNode | ListNode;
  readonly value: Json;
}

export interface YamlTree {
  readonly text: string;
  /** Absent where the document says nothing. */
  readonly root: YamlNode | undefined;
  /** Where the document's own text ends: before `...`, or the end. */
  readonly end: number;
}

export type YamlProblemCode =
  /** The text is no YAML from here on. */
  | "syntax"
  /** A template (Helm, Jinja, envsubst) stands where YAML was expected: nothing can be said about this document. */
  | "template"
  /** Well-formed, but without a value that an API server could take: `.inf`, an unknown alias, a list as a key. */
  | "unreadable-value"
  /** Nested or aliased beyond what is reasonable. */
  | "limit"
  /** A later key of the same name wins (`related`). */
  | "duplicate-key"
  /** Reads otherwise than it looks. */
  | "ambiguous-scalar";

export interface YamlProblem {
  readonly code: YamlProblemCode;
  readonly range: TextRange;
  readonly message: string;
  /** kubectl would not take the document at all. */
  readonly refused: boolean;
  readonly related?: TextRange;
  /** For `ambiguous-scalar`: what kubectl reads, and what the author may have meant. */
  readonly reading?: { readonly read: Json; readonly meant: Json };
}

/** The node that an alias stands for; the node itself otherwise. */
export function resolved(node: YamlNode): ScalarNode | MapNode | ListNode | undefined {
  return node.kind === "alias" ? node.target : node;
}

/** In braces or brackets. */
export function isFlow(node: YamlNode): boolean {
  return (node.kind === "map" || node.kind === "list") && node.flow;
}

/** Whether anything is written for this node. */
export function isWritten(node: YamlNode): boolean {
  return node.end > node.start || node.propsStart < node.start;
}

/** The entry that decides the field `name`, also through merge keys. */
export function entryOf(map: MapNode, name: string): MapEntry | undefined {
  for (let i = map.entries.length - 1; i >= 0; i--) {
    const entry = map.entries[i];
    if (entry === undefined) continue;
    if (!entry.merge) {
      if (entry.name === name) return entry;
      continue;
    }
    for (const merged of mergedMaps(entry)) {
      const found = entryOf(merged, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The maps that a merge entry brings, the strongest first. */
export function mergedMaps(entry: MapEntry): readonly MapNode[] {
  const value = resolved(entry.value);
  if (value?.kind === "map") return [value];
  if (value?.kind !== "list" || entry.value.kind === "alias") return [];
  return value.items.flatMap((item) => {
    const node = resolved(item.node);
    return node?.kind === "map" ? [node] : [];
  });
}
