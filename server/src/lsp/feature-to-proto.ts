import type {
  DocumentHighlight,
  DocumentSymbol,
  Location,
  LocationLink,
  SymbolInformation,
  SymbolKind,
} from "vscode-languageserver-protocol";
import type * as core from "../analysis.ts";
import type { Lines } from "./positions.ts";
import { linesOf, type ProtoContext, toLocation } from "./to-proto.ts";

const objectKinds: Readonly<Record<string, SymbolKind>> = { Namespace: 3, GatewayClass: 5, Gateway: 11, Service: 19 };
const partKinds: Record<Exclude<core.DocumentSymbol["what"], "object">, SymbolKind> = { listener: 7, rule: 6, port: 8 };
const route: SymbolKind = 12;
const anyObject: SymbolKind = 23;

export function symbolKind(kind: string): SymbolKind {
  return objectKinds[kind] ?? (kind.endsWith("Route") ? route : anyObject);
}

export function toLocations(context: ProtoContext, found: readonly core.FileRange[]): Location[] {
  return found.map(({ uri, range }) => toLocation(context, uri, range));
}

/** With the word that leads there, where the client can show it. */
export function toLinks(
  context: ProtoContext,
  uri: string,
  { from, to }: core.Leads,
  canLink: boolean,
): Location[] | LocationLink[] {
  if (!canLink) return toLocations(context, to);
  const originSelectionRange = linesOf(context, uri).range(from);
  return toLocations(context, to).map(({ uri: targetUri, range }) => ({
    originSelectionRange,
    targetUri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

export function toHighlights(lines: Lines, found: readonly core.Highlight[]): DocumentHighlight[] {
  return found.map(({ range, kind }) => ({ range: lines.range(range), kind: kind === "write" ? 3 : 2 }));
}

export function toDocumentSymbol(lines: Lines, symbol: core.DocumentSymbol): DocumentSymbol {
  const kind = symbol.what === "object" ? symbolKind(symbol.name.split(" ", 1)[0] ?? "") : partKinds[symbol.what];
  return {
    // An empty name is not allowed.
    name: symbol.name.trim() === "" ? symbol.what : symbol.name,
    ...(symbol.detail === "" ? {} : { detail: symbol.detail }),
    kind,
    range: lines.range(symbol.range),
    selectionRange: lines.range(symbol.nameRange),
    children: symbol.children.map((child) => toDocumentSymbol(lines, child)),
  };
}

/** For clients that know no tree. */
export function toFlatSymbols(
  context: ProtoContext,
  uri: string,
  symbols: readonly core.DocumentSymbol[],
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap((symbol) => [
    {
      name: symbol.name.trim() === "" ? symbol.what : symbol.name,
      kind: symbol.what === "object" ? symbolKind(symbol.name.split(" ", 1)[0] ?? "") : partKinds[symbol.what],
      location: toLocation(context, uri, symbol.nameRange),
      ...(containerName === undefined ? {} : { containerName }),
    },
    ...toFlatSymbols(context, uri, symbol.children, symbol.name),
  ]);
}

export function toWorkspaceSymbols(
  context: ProtoContext,
  symbols: readonly core.WorkspaceSymbol[],
): SymbolInformation[] {
  return symbols.map(({ name, kind, namespace, uri, range }) => ({
    name: `${kind} ${name}`,
    kind: symbolKind(kind),
    location: toLocation(context, uri, range),
    ...(namespace === "" ? {} : { containerName: namespace }),
  }));
}
