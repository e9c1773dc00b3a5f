import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Json } from "../kubernetes/object.ts";
import { ambiguity } from "./ambiguity.ts";
import { type Composed, composeLikeGo } from "./compose.ts";
import { withSyntax } from "./syntax.ts";
import { type CollectionItem, firstProperty, itemTokens, type Token } from "./tokens.ts";
import type {
  AliasNode,
  ListItem,
  ListNode,
  MapEntry,
  MapNode,
  ScalarNode,
  YamlNode,
  YamlProblem,
  YamlTree,
} from "./tree.ts";
import { type Budget, exceeds, fieldName, maxDepth, maxLength, mergeFields, resolveScalar, setField } from "./value.ts";

export interface Parsed {
  readonly tree: YamlTree;
  /** In order of the text. */
  readonly problems: readonly YamlProblem[];
  /**
   * What kubectl reads; undefined where it reads nothing (an empty document) or refuses the document (a problem says so).
   * The tree's own values are the best guess also then.
   */
  readonly value: Json | undefined;
}

/** Reads one part of a file. Never throws: what cannot be read is a problem, and the tree has what could. */
export function parse(text: string): Parsed {
  if (text.length > maxLength) return tooLarge(text);
  const { contents, errors, end } = composeLikeGo(text);
  const reading: Reading = {
    text,
    problems: [],
    anchors: new Map(),
    budget: { decoded: 0, aliased: 0 },
    tooDeep: false,
  };
  const root = contents === undefined ? undefined : build(reading, contents, 0, [])?.node;
  const written = root !== undefined && !(root.kind === "scalar" && root.start === root.end && root.tag === undefined);
  const tree: YamlTree = { text, root: written ? root : undefined, end };
  const problems = withSyntax(reading.problems, errors, tree);
  const refused = problems.some((problem) => problem.refused);
  const value = refused || tree.root === undefined || tree.root.value === null ? undefined : tree.root.value;
  return { tree, problems, value };
}

function tooLarge(text: string): Parsed {
  const range = { start: 0, end: Math.min(text.length, 1) };
  const message = `This document is larger than ${maxLength / 1024 / 1024} MiB and was left out.`;
  return {
    tree: { text, root: undefined, end: text.length },
    problems: [{ code: "limit", range, message, refused: true }],
    value: undefined,
  };
}

interface Reading {
  readonly text: string;
  readonly problems: YamlProblem[];
  /** In the order in which anchors begin, as go-yaml registers them; a slot is empty while its node is being read. */
  readonly anchors: Map<string, { node?: ScalarNode | MapNode | ListNode; size: number }>;
  readonly budget: Budget;
  tooDeep: boolean;
}

interface Built {
  readonly node: YamlNode;
  /** How many values it expands to. */
  readonly size: number;
}

function build(reading: Reading, node: Composed, depth: number, before: readonly Token[]): Built {
  const start = node.range?.[0] ?? 0;
  const propsStart = Math.min(start, firstProperty(before) ?? start);
  reading.budget.decoded++;
  if (isAlias(node)) return buildAlias(reading, node, propsStart);
  const slot: { node?: ScalarNode | MapNode | ListNode; size: number } = { size: 1 };
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, slot);
  const props = {
    propsStart,
    ...(node.anchor === undefined ? {} : { anchor: node.anchor }),
    ...(node.tag === undefined ? {} : { tag: node.tag }),
  };
  const built = isScalar(node)
    ? buildScalar(reading, node, props)
    : depth >= maxDepth
      ? buildTooDeep(reading, node, props)
      : isMap(node)
        ? buildMap(reading, node, props, depth)
        : buildList(reading, node, props, depth);
  if (built.node.kind !== "alias") slot.node = built.node;
  slot.size = built.size;
  return built;
}

interface Props {
  readonly propsStart: number;
  readonly anchor?: string;
  readonly tag?: string;
}

function buildScalar(reading: Reading, node: Scalar, props: Props): Built {
  const [start, valueEnd] = node.range ?? [0, 0];
  const source = typeof node.value === "string" ? node.value : String(node.source ?? "");
  const style = styles[String(node.type)] ?? "plain";
  const end = style === "literal" || style === "folded" ? trimmedEnd(reading.text, start, valueEnd) : valueEnd;
  const read = resolveScalar(source, style === "plain", props.tag);
  if (!read.ok) report(reading, "unreadable-value", start, end, read.message, true);
  const value = read.ok ? read.value : source;
  const unclear = style === "plain" && props.tag === undefined ? ambiguity(source) : undefined;
  if (unclear !== undefined) {
    reading.problems.push({
      code: "ambiguous-scalar",
      range: { start, end },
      message: unclear.message,
      refused: false,
      reading: { read: unclear.read, meant: unclear.meant },
    });
  }
  return { node: { kind: "scalar", start, end, ...props, style, source, value }, size: 1 };
}

const styles: Readonly<Record<string, ScalarNode["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function buildTooDeep(reading: Reading, node: YAMLMap | YAMLSeq, props: Props): Built {
  const start = node.range?.[0] ?? 0;
  if (!reading.tooDeep)
    report(
      reading,
      "limit",
      start,
      start + 1,
      `This is nested more than ${maxDepth} levels deep, and was not read.`,
      true,
    );
  reading.tooDeep = true;
  const end = node.range?.[1] ?? start;
  return { node: { kind: "scalar", start, end, ...props, style: "plain", source: "", value: null }, size: 1 };
}

function buildAlias(reading: Reading, node: Alias, propsStart: number): Built {
  const [start, end] = node.range ?? [0, 0];
  const slot = reading.anchors.get(node.source);
  const base = { kind: "alias", start, end, propsStart, name: node.source } as const;
  if (slot?.node === undefined) {
    const message =
      slot === undefined
        ? `No anchor "${node.source}" is defined before this.`
        : `The anchor "${node.source}" contains itself.`;
    report(reading, "unreadable-value", start, end, message, true);
    return { node: { ...base, value: null }, size: 1 };
  }
  const over = exceeds(reading.budget);
  reading.budget.decoded += slot.size;
  reading.budget.aliased += slot.size;
  if (exceeds(reading.budget)) {
    if (!over)
      report(
        reading,
        "limit",
        start,
        end,
        "The aliases of this document stand for too many values; kubectl refuses it too.",
        true,
      );
    return { node: { ...base, value: null }, size: 1 };
  }
  const alias: AliasNode = { ...base, target: slot.node, value: slot.node.value };
  return { node: alias, size: 1 + slot.size };
}

function buildList(reading: Reading, list: YAMLSeq, props: Props, depth: number): Built {
  const start = list.range?.[0] ?? 0;
  const flow = list.flow === true;
  const tokens = itemTokens(list, (item) => flow || (item.start ?? []).some((token) => token.type === "seq-item-ind"));
  const items: ListItem[] = [];
  const value: Json[] = [];
  let size = 1;
  let end = start;
  list.items.forEach((item, i) => {
    if (isPair(item)) return;
    const before = tokens[i]?.start ?? [];
    const built = build(reading, item as Composed, depth + 1, tokens[i]?.sep === undefined ? before : []);
    const dash = flow ? undefined : before.find((token) => token.type === "seq-item-ind");
    const itemStart = dash?.offset ?? built.node.propsStart;
    end = Math.max(built.node.end, (dash?.offset ?? 0) + (dash === undefined ? 0 : 1));
    items.push({ start: itemStart, end, node: built.node });
    value.push(built.node.value);
    size += built.size;
  });
  if (flow) end = list.range?.[1] ?? end;
  return { node: { kind: "list", start, end, ...props, flow, items, value }, size };
}

function buildMap(reading: Reading, map: YAMLMap, props: Props, depth: number): Built {
  const start = map.range?.[0] ?? 0;
  const flow = map.flow === true;
  const entries: MapEntry[] = [];
  const value: Record<string, Json> = {};
  const byName = new Map<string, number>();
  let size = 1;
  let end = start;
  for (const pair of map.items as Pair[]) {
    const tokens = (pair.srcToken ?? {}) as CollectionItem;
    const before = tokens.start ?? [];
    const after = tokens.sep ?? [];
    const key = build(reading, pair.key as Composed, depth + 1, before);
    const colon = after.find((token) => token.type === "map-value-ind")?.offset ?? -1;
    const merge = isMerge(key.node);
    const built = isNode(pair.value)
      ? build(reading, pair.value, depth + 1, colon < 0 ? [] : after)
      : nothing(key.node.end);
    const entryStart = Math.min(
      before.find((token) => token.type === "explicit-key-ind")?.offset ?? key.node.propsStart,
      key.node.propsStart,
    );
    end = Math.max(built.node.end, colon + 1, key.node.end);
    const name = merge ? "<<" : nameOf(reading, key.node);
    const entry: MapEntry = {
      start: entryStart,
      end,
      name: name ?? "",
      key: key.node,
      colon,
      value: built.node,
      merge,
      overridden: false,
    };
    size += key.size + built.size;
    if (merge) {
      mergeInto(reading, value, entry);
    } else if (name !== undefined) {
      const earlier = byName.get(name);
      if (earlier !== undefined) override(reading, entries, earlier, entry);
      byName.set(name, entries.length);
      setField(value, name, built.node.value);
    }
    entries.push(entry);
  }
  if (flow) end = Math.max(end, map.range?.[1] ?? end);
  return { node: { kind: "map", start, end, ...props, flow, entries, value }, size };
}

function nothing(at: number): Built {
  return {
    node: { kind: "scalar", start: at, end: at, propsStart: at, style: "plain", source: "", value: null },
    size: 1,
  };
}

function isNode(value: unknown): value is Composed {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function isMerge(key: YamlNode): boolean {
  return (
    key.kind === "scalar" &&
    key.source === "<<" &&
    (key.style === "plain" ? key.tag === undefined : false || key.tag === "tag:yaml.org,2002:merge")
  );
}

function nameOf(reading: Reading, key: YamlNode): string | undefined {
  const target = key.kind === "alias" ? key.target : key;
  const name = target?.kind === "scalar" ? fieldName(target.value) : undefined;
  if (name === undefined && target !== undefined) {
    report(
      reading,
      "unreadable-value",
      key.start,
      key.end,
      "A field's name must be text; kubectl refuses a document with such a key.",
      true,
    );
  }
  return name;
}

function override(reading: Reading, entries: MapEntry[], index: number, winner: MapEntry): void {
  const loser = entries[index];
  if (loser === undefined) return;
  entries[index] = { ...loser, overridden: true };
  reading.problems.push({
    code: "duplicate-key",
    range: { start: loser.key.start, end: loser.key.end },
    message: `"${winner.name}" is written twice; the last one wins, without a word from kubectl.`,
    refused: false,
    related: { start: winner.key.start, end: winner.key.end },
  });
}

function mergeInto(reading: Reading, value: Record<string, Json>, entry: MapEntry): void {
  const direct = entry.value.kind === "alias" ? entry.value.target : entry.value;
  const nodes =
    direct?.kind === "list" && entry.value.kind !== "alias"
      ? direct.items.map((item) => item.node).reverse()
      : [entry.value];
  for (const node of nodes) {
    const target = node.kind === "alias" ? node.target : node;
    if (target?.kind === "map") mergeFields(value, target.value);
    else if (target !== undefined || node.kind !== "alias") {
      report(reading, "unreadable-value", node.start, node.end, "Only a map, or a list of maps, can be merged.", true);
    }
  }
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && " \t\r\n".includes(text.charAt(at - 1))) at--;
  return at;
}

function report(
  reading: Reading,
  code: YamlProblem["code"],
  start: number,
  end: number,
  message: string,
  refused: boolean,
): void {
  reading.problems.push({ code, range: { start, end }, message, refused });
}
