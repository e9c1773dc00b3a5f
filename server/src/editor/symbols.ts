import type { TextRange } from "../diagnostic.ts";
import { displayName, type FieldPath, type JsonObject } from "../kubernetes/object.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { Located, Workspace } from "../workspace/workspace.ts";
import { locate } from "../yaml/locate.ts";
import { rangeIn } from "./place.ts";
import { listAt, objectAt } from "./reference.ts";

export type SymbolKind = "object" | "listener" | "rule" | "port" | "item";

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: TextRange;
  readonly nameRange: TextRange;
  readonly children: readonly DocumentSymbol[];
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly container: string;
  readonly uri: string;
  readonly range: TextRange;
}

/** The objects of a file with their listeners, rules and ports. */
export function documentSymbols(workspace: Workspace, uri: string): readonly DocumentSymbol[] {
  const file = workspace.file(uri);
  if (file === undefined) return [];
  return file.manifests.flatMap(({ manifest, part: at }): DocumentSymbol[] => {
    const part = file.reading.parts[at];
    if (part === undefined) return [];
    const located: Located = { file, part, start: file.reading.starts[at] ?? 0, manifest };
    const tree = workspace.tree(part).tree;
    const whole = locate(tree, manifest.path, "value");
    const range = { start: located.start + whole.start, end: located.start + whole.end };
    return [
      {
        name: displayName(manifest.key),
        detail: manifest.key.kind,
        kind: "object",
        range,
        nameRange: rangeIn(workspace, located, ["metadata", "name"]).range,
        children: parts(manifest).map(({ path, name, detail, kind }) => ({
          name,
          detail,
          kind,
          range: rangeIn(workspace, located, path, "entry").range,
          nameRange: rangeIn(workspace, located, path, "key").range,
          children: [],
        })),
      },
    ];
  });
}

interface Part {
  readonly path: FieldPath;
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
}

function parts({ key, value }: Manifest): readonly Part[] {
  const spec = objectAt(value.spec);
  const items = (
    field: string,
    kind: SymbolKind,
    describe: (item: JsonObject, at: number) => readonly [string, string],
  ) =>
    listAt(spec[field]).map((item, at): Part => {
      const [name, detail] = describe(objectAt(item), at);
      return { path: ["spec", field, at], name, detail, kind };
    });
  switch (key.kind) {
    case "Gateway":
      return items("listeners", "listener", ({ name, protocol, port }, at) => [
        text(name, `listener ${at}`),
        `${text(protocol, "")} ${text(port, "")}`,
      ]);
    case "HTTPRoute":
      return items("rules", "rule", ({ name, matches }, at) => [
        text(name, `rule ${at + 1}`),
        describeMatches(matches),
      ]);
    case "Service":
      return items("ports", "port", ({ name, port }, at) => [text(name, `port ${at}`), text(port, "")]);
    case "ReferenceGrant":
      return items("from", "item", ({ kind, namespace }) => [`from ${text(kind, "?")} in ${text(namespace, "?")}`, ""]);
    default:
      return [];
  }
}

function describeMatches(matches: JsonObject[string]): string {
  return listAt(matches)
    .map((match) => {
      const { method, path } = objectAt(match);
      return [text(method, ""), text(objectAt(path).value, "/")].join(" ").trim();
    })
    .join(", ");
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
}

const most = 200;

/** Objects whose kind and name have the letters of the query in their order. */
export function workspaceSymbols(workspace: Workspace, query: string): readonly WorkspaceSymbol[] {
  const letters = query.toLowerCase().replaceAll(/\s+/g, "");
  const found: WorkspaceSymbol[] = [];
  for (const uri of workspace.uris()) {
    const file = workspace.file(uri);
    for (const { manifest, part: at } of file?.manifests ?? []) {
      if (!hasLetters(`${manifest.key.kind}${displayName(manifest.key)}`.toLowerCase(), letters)) continue;
      const part = file?.reading.parts[at];
      const start = file?.reading.starts[at] ?? 0;
      // Parsing every file that has a hit would take longer than anybody waits: the name's first place in the text will do.
      const metadata = part?.text.indexOf("metadata") ?? -1;
      const place = part?.text.indexOf(manifest.key.name, Math.max(0, metadata)) ?? -1;
      const from = start + Math.max(0, place);
      found.push({
        name: manifest.key.name,
        container: `${manifest.key.kind}${manifest.key.namespace === "" ? "" : ` in ${manifest.key.namespace}`}`,
        uri,
        range: { start: from, end: from + (place < 0 ? 0 : manifest.key.name.length) },
      });
      if (found.length >= most) return found;
    }
  }
  return found;
}

function hasLetters(word: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
