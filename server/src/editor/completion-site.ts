import type { TextRange } from "../diagnostic.ts";
import { type FieldPath, groupOf, type JsonObject, type ObjectKey } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { isClusterScoped } from "../workspace/relevance.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { columnOf, lineEnd, lineStart, type Style, styleOf } from "../yaml/lines.ts";
import { type Parsed, parse } from "../yaml/parse.ts";
import { type PathAt, pathAt } from "../yaml/path-at.ts";
import { split } from "../yaml/split.ts";
import { entryOf, resolved, type YamlNode, type YamlTree } from "../yaml/tree.ts";
import { type KnownKind, kindOf } from "./field.ts";
import { objectAt } from "./reference.ts";

/** Where something is to be written: also in documents that are no object yet. Offsets are those of the document. */
export interface Site {
  readonly text: string;
  readonly parsed: Parsed;
  readonly tree: YamlTree;
  readonly offset: number;
  /** In the object; a List's items are objects. */
  readonly path: FieldPath;
  /** Where the object stands in its document. */
  readonly base: FieldPath;
  readonly side: "key" | "value" | "entry";
  /** The word that is replaced. */
  readonly range: TextRange;
  readonly node: YamlNode | undefined;
  /** Inside of braces or brackets; `json`: of a document that quotes its keys. */
  readonly flow: "yaml" | "json" | undefined;
  readonly style: Style;
  /** Entries begin a line of their own at this column, below the key whose value is being written. */
  readonly below?: number;
}

/** A site in an object of a known kind. */
export interface ObjectSite extends Site {
  readonly cluster: ClusterState;
  readonly value: JsonObject;
  readonly key: ObjectKey;
  readonly known: KnownKind;
}

/** The document that the offset is in: of a file as read, or of one that nobody reads because it says nothing yet. */
export function documentAt(
  workspace: Workspace,
  uri: string,
  offset: number,
): { readonly start: number; readonly parsed: Parsed } | undefined {
  const file = workspace.file(uri);
  if (file === undefined || typeof file.content !== "string") return undefined;
  // What is written on a marker's line, also in front of it, is of no document.
  if (file.content.startsWith("---", lineStart(file.content, offset))) return undefined;
  const at = file.reading.starts.findLastIndex((start) => start <= offset);
  const part = file.reading.parts[at];
  if (part !== undefined) return { start: file.reading.starts[at] ?? 0, parsed: workspace.tree(part) };
  const own = split(file.content).findLast(({ start }) => start <= offset);
  return own === undefined ? undefined : { start: own.start, parsed: parse(own.text) };
}

export function siteAt(parsed: Parsed, offset: number): Site | undefined {
  const { tree } = parsed;
  const { text } = tree;
  const found = pathAt(tree, offset);
  if (found === undefined || text.slice(lineStart(text, offset), offset).startsWith("---")) return undefined;
  const { range, node } = besideValue(tree, found, offset);
  if (text.slice(range.start, range.end).includes("\n")) return undefined;
  const base = baseOf(tree, found.path);
  const flow = flowAt(tree.root, offset, text) ? (isJson(tree) ? "json" : "yaml") : undefined;
  const path = found.path.slice(base.length);
  return { text, parsed, tree, offset, path, base, side: found.side, range, node, flow, style: styleOf(tree) };
}

/** Between a colon and a value that is written: the value is what is replaced. */
function besideValue(tree: YamlTree, found: PathAt, offset: number): Pick<PathAt, "range" | "node"> {
  if (found.side !== "value" || found.node !== undefined) return found;
  const written = nodeAt(tree, found.path);
  if (written === undefined || written.end === written.start) return found;
  return { range: { start: offset, end: Math.max(offset, written.end) }, node: written };
}

/** Undefined where the document is no object of a kind that the cluster may hold. */
export function objectSite(site: Site, cluster: ClusterState): ObjectSite | undefined {
  const value = objectAt(nodeAt(site.tree, site.base)?.value);
  const { apiVersion, kind } = value;
  if (typeof kind !== "string" || typeof apiVersion !== "string") return undefined;
  const group = groupOf(apiVersion);
  const known = kindOf(cluster.spec, group, kind);
  if (known === undefined) return undefined;
  const { name, namespace } = objectAt(value.metadata);
  const written = typeof namespace === "string" && namespace !== "" ? namespace : "default";
  const key: ObjectKey = {
    group,
    kind,
    namespace: isClusterScoped(group, kind) ? "" : written,
    name: typeof name === "string" ? name : "",
  };
  return { ...site, cluster, value, key, known };
}

function baseOf(tree: YamlTree, path: FieldPath): FieldPath {
  const [items, index] = path;
  const root = objectAt(tree.root?.value);
  const isList = typeof root.kind === "string" && root.kind.endsWith("List") && items === "items";
  return isList && typeof index === "number" ? [items, index] : [];
}

export function nodeAt({ root }: YamlTree, path: FieldPath): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    const target = node === undefined ? undefined : resolved(node);
    if (target?.kind === "map") node = entryOf(target, String(step))?.value;
    else if (target?.kind === "list" && typeof step === "number") node = target.items[step]?.node;
    else return undefined;
  }
  return node;
}

function flowAt(node: YamlNode | undefined, offset: number, text: string): boolean {
  if (node === undefined || offset < node.start || offset > node.end) return false;
  if (node.kind !== "map" && node.kind !== "list") return false;
  const closed = node.end - node.start > 1 && /[}\]]/.test(text.charAt(node.end - 1));
  if (node.flow && offset > node.start && (offset < node.end || !closed)) return true;
  const below = node.kind === "map" ? node.entries.map(({ value }) => value) : node.items.map((item) => item.node);
  return below.some((child) => flowAt(child, offset, text));
}

function isJson({ root, text }: YamlTree): boolean {
  return root !== undefined && /^[[{\s]*"/.test(text.slice(root.start, root.start + 200));
}

/** Where the entries of a map or list go whose key is followed by nothing yet, or by a word that is being typed. */
export function siteBelow<S extends Site>(site: S, isList: boolean): S | undefined {
  const { text, range, flow, style, offset } = site;
  const line = lineStart(text, offset);
  const key = /^([ \t]*(?:- +)*)["']?[^\s"':]+["']?[ \t]*:[ \t]*$/.exec(text.slice(line, range.start));
  if (key?.[1] === undefined || flow !== undefined || text.slice(range.end, lineEnd(text, range.end)).trim() !== "") {
    return undefined;
  }
  const column = columnOf(text, line + key[1].length) + (isList ? style.listIndent : style.step);
  // No space is left behind at the end of the key's line.
  const start = line + key[0].trimEnd().length;
  return { ...site, side: "entry", range: { start, end: range.end }, below: column };
}

/** Whether nothing but a comment follows on the line. */
export function endsLine({ text }: Site, offset: number): boolean {
  return /^[ \t]*(?:#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));
}

export function columnAt({ text }: Site, offset: number): number {
  return columnOf(text, offset);
}

/** Whether only spaces stand before the offset on its line. */
export function beginsLine({ text }: Site, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}
