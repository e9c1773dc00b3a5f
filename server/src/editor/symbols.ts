import type { TextRange } from "../diagnostic.ts";
import type { FieldPath, Json, ObjectKey } from "../kubernetes/object.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { PartReading } from "../workspace/reading.ts";
import { locateManifest } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { locate } from "../yaml/locate.ts";
import type { YamlTree } from "../yaml/tree.ts";
import { glanceIn } from "./glance.ts";
import type { Mentions } from "./mentions.ts";
import { listAt, objectAt } from "./reference.ts";

/** An object of a file, or a part of one that people look for. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly what: "object" | "listener" | "rule" | "port";
  /** All of it, and the word that names it. */
  readonly range: TextRange;
  readonly nameRange: TextRange;
  readonly children: readonly DocumentSymbol[];
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: string;
  readonly namespace: string;
  readonly uri: string;
  readonly range: TextRange;
}

/** The outlines of files: a document's is made once and moves with its document. */
export function createOutlines(workspace: Workspace): (uri: string) => readonly DocumentSymbol[] {
  const outlines = new WeakMap<PartReading, readonly DocumentSymbol[]>();
  return (uri) => {
    const file = workspace.file(uri);
    return (file?.reading.parts ?? []).flatMap((part, at) => {
      let outline = outlines.get(part);
      if (outline === undefined) {
        const { tree } = workspace.tree(part);
        outline = part.manifests.map((manifest) => symbolOf(manifest, tree));
        outlines.set(part, outline);
        workspace.checkpoint();
      }
      const start = file?.reading.starts[at] ?? 0;
      return start === 0 ? outline : outline.map((symbol) => moved(symbol, start));
    });
  };
}

function symbolOf(manifest: Manifest, tree: YamlTree): DocumentSymbol {
  const { key, value, path } = manifest;
  const rangeOf = (below: FieldPath, side: "value" | "entry" = "value"): TextRange => {
    const { start, end } = locate(tree, [...path, ...below], side);
    return { start, end };
  };
  const spec = objectAt(value.spec);
  const part = (
    what: DocumentSymbol["what"],
    field: string,
    nameOf: (item: Json, at: number) => { readonly name: string; readonly detail: string; readonly by?: string },
  ): readonly DocumentSymbol[] =>
    listAt(spec[field]).map((item, at) => {
      const { name, detail, by } = nameOf(item, at);
      const range = rangeOf(["spec", field, at], "entry");
      const nameRange = by === undefined ? undefined : rangeOf(["spec", field, at, by]);
      return { name, detail, what, range, nameRange: inside(nameRange, range), children: [] };
    });
  const children = [
    ...(key.kind === "Service" ? part("port", "ports", portName) : []),
    ...part("listener", "listeners", listenerName),
    ...(key.kind.endsWith("Route") ? part("rule", "rules", ruleName) : []),
  ];
  const range = rangeOf([]);
  return {
    name: `${key.kind} ${key.name}`,
    detail: key.namespace,
    what: "object",
    range,
    nameRange: inside(rangeOf(["metadata", "name"]), range),
    children,
  };
}

interface PartName {
  readonly name: string;
  readonly detail: string;
  /** The field that the name is read from. */
  readonly by?: string;
}

function portName(item: Json): PartName {
  const { name, port, appProtocol, protocol } = objectAt(item);
  const word = String(appProtocol ?? protocol ?? "TCP");
  return typeof name === "string"
    ? { name, detail: `${port} ${word}`, by: "name" }
    : { name: String(port), detail: word, by: "port" };
}

function listenerName(item: Json): PartName {
  const { name, protocol, port, hostname } = objectAt(item);
  const detail = [protocol, port, hostname].filter((word) => word !== undefined).join(" ");
  return typeof name === "string" ? { name, detail, by: "name" } : { name: "listener", detail };
}

/** A rule in one line: `GET /cart → cart, cart-canary`. */
export function ruleName(rule: Json, at: number): PartName {
  const { matches, backendRefs, name } = objectAt(rule);
  const conditions = listAt(matches).map((match) => {
    const { method, path } = objectAt(match);
    const { value } = objectAt(path);
    return [method, value ?? (method === undefined ? "/" : undefined)].filter((word) => word !== undefined).join(" ");
  });
  const backends = listAt(backendRefs).flatMap((backend) => objectAt(backend).name ?? []);
  return {
    name: typeof name === "string" ? name : conditions.length === 0 ? `rule ${at + 1}` : conditions.join(", "),
    detail: backends.length === 0 ? "" : `→ ${backends.join(", ")}`,
  };
}

const mostSymbols = 100;

/** Objects whose name, kind or namespace fits what was typed: its letters in this order. The closest come first. */
export function workspaceSymbols(workspace: Workspace, mentions: Mentions, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, "");
  const found: { uri: string; manifest: Manifest; rank: number }[] = [];
  for (const { uri, manifest } of mentions.written()) {
    const rank = closeness(manifest.key, wanted);
    if (rank !== undefined) found.push({ uri, manifest, rank });
  }
  found.sort((a, b) => a.rank - b.rank || compare(a.manifest.id, b.manifest.id) || compare(a.uri, b.uri));
  return found.slice(0, mostSymbols).flatMap(({ uri, manifest }) => {
    const located = locateManifest(workspace.file(uri), manifest);
    if (located === undefined) return [];
    const { kind, name, namespace } = manifest.key;
    const { range } = glanceIn(workspace, located, ["metadata", "name"]);
    return [{ name, kind, namespace, uri, range }];
  });
}

/** Smaller is closer; undefined for what does not fit at all. */
function closeness({ kind, namespace, name }: ObjectKey, wanted: string): number | undefined {
  if (wanted === "") return 3;
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  return isSubsequence(wanted, `${kind}/${namespace}/${name}`.toLowerCase()) ? 3 : undefined;
}

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An alias is written elsewhere: then the thing's own beginning has to do. */
function inside(range: TextRange | undefined, whole: TextRange): TextRange {
  if (range !== undefined && range.start >= whole.start && range.end <= whole.end) return range;
  return { start: whole.start, end: whole.start };
}

function moved(symbol: DocumentSymbol, by: number): DocumentSymbol {
  const shift = ({ start, end }: TextRange) => ({ start: start + by, end: end + by });
  return {
    ...symbol,
    range: shift(symbol.range),
    nameRange: shift(symbol.nameRange),
    children: symbol.children.map((child) => moved(child, by)),
  };
}
