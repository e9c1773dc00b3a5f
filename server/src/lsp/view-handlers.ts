import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  FoldingRange,
  InlayHint,
  SelectionRange,
  SemanticTokens,
} from "vscode-languageserver-protocol";
import type * as core from "../analysis.ts";
import type { ObjectKey } from "../kubernetes/object.ts";
import { tokenTypes } from "./capabilities.ts";
import { symbolKind } from "./feature-to-proto.ts";
import { fileLines, fromPosition, fromRange } from "./from-proto.ts";
import type { Position, Range } from "./positions.ts";
import type { DocumentParams, PositionParams, Register } from "./register.ts";
import type { Session } from "./session.ts";
import { linesOf, toLocation } from "./to-proto.ts";
import { canonicalUri } from "./uri.ts";

/** What an editor draws into or around a document without being asked for by a word. */
export function registerViews({ answer, lazyAnswer }: Register): void {
  lazyAnswer<DocumentParams, CodeLens[]>("textDocument/codeLens", [], (session, { textDocument }) => {
    if (!session.configuration.current.editor.codeLens) return [];
    const uri = canonicalUri(textDocument.uri);
    const lines = linesOf(session, uri);
    return session.analysis
      .glance()
      .codeLenses(uri)
      .map((lens) => ({
        range: lines.range(lens.range),
        command: {
          title: lens.title,
          // A client that is not ours knows no commands of ours: there the lens is only read.
          command: session.runsOurCommands ? commands[lens.shows] : "",
          arguments: [textDocument.uri, lines.positionAt(lens.at)],
        },
      }));
  });

  lazyAnswer<DocumentParams & { readonly range: Range }, InlayHint[]>(
    "textDocument/inlayHint",
    [],
    (session, { textDocument, range }) => {
      const uri = canonicalUri(textDocument.uri);
      const lines = fileLines(session.documents, session.textOf, uri);
      if (lines === undefined || !session.configuration.current.editor.inlayHints) return [];
      const hints = session.analysis.glance().inlayHints(uri, fromRange(lines, range));
      return hints.map(({ offset, text, tooltip }) => ({
        position: lines.positionAt(offset),
        label: text,
        tooltip,
        paddingLeft: true,
      }));
    },
  );

  lazyAnswer<DocumentParams, SemanticTokens>("textDocument/semanticTokens/full", { data: [] }, (session, params) => {
    const uri = canonicalUri(params.textDocument.uri);
    const tokens = session.once("words", () => session.analysis.glance().referenceTokens(uri));
    return { data: encodeTokens(session, uri, tokens) };
  });

  lazyAnswer<DocumentParams, FoldingRange[]>("textDocument/foldingRange", [], (session, { textDocument }) => {
    const uri = canonicalUri(textDocument.uri);
    const lines = linesOf(session, uri);
    const folds = session.map(
      "lines",
      session.once("folds", () => session.analysis.glance().foldingRanges(uri)),
      (range): FoldingRange[] => {
        const { start, end } = lines.range(range);
        const endLine = end.character === 0 ? end.line - 1 : end.line;
        return endLine > start.line ? [{ startLine: start.line, endLine }] : [];
      },
    );
    return folds.flat();
  });

  lazyAnswer<DocumentParams & { readonly positions: readonly Position[] }, SelectionRange[]>(
    "textDocument/selectionRange",
    [],
    (session, { textDocument, positions }) => {
      const uri = canonicalUri(textDocument.uri);
      const lines = linesOf(session, uri);
      return positions.map((position): SelectionRange => {
        const ranges = session.analysis.glance().selectionRanges(uri, lines.offsetAt(position));
        const outwards = ranges.map((range) => lines.range(range));
        const nested = outwards.reduceRight<SelectionRange | undefined>(
          (parent, range) => (parent === undefined ? { range } : { range, parent }),
          undefined,
        );
        return nested ?? { range: { start: position, end: position } };
      });
    },
  );

  lazyAnswer<PositionParams, CallHierarchyItem[]>("textDocument/prepareCallHierarchy", [], (session, params) => {
    const place = fromPosition(session.documents, session.textOf, params);
    if (place === undefined) return [];
    return session.analysis
      .glance()
      .hierarchy(place.uri, place.offset)
      .map((item) => toItem(session, item));
  });

  answer<ItemParams, readonly CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", [], (session, { item }) =>
    session.map("items", session.analysis.glance().incomingCalls(fromItem(item)), (call) => ({
      from: toItem(session, call.item),
      fromRanges: rangesIn(session, call.item.uri, call),
    })),
  );

  answer<ItemParams, readonly CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", [], (session, { item }) =>
    session.map("items", session.analysis.glance().outgoingCalls(fromItem(item)), (call) => ({
      to: toItem(session, call.item),
      fromRanges: rangesIn(session, canonicalUri(item.uri), call),
    })),
  );
}

const commands: Record<core.CodeLens["shows"], string> = {
  generated: "gatewayLens.showGeneratedAt",
  references: "gatewayLens.showReferencesAt",
};

interface ItemParams {
  readonly item: { readonly uri: string; readonly data?: unknown };
}

function toItem(session: Session, { key, uri, range, name, detail }: core.HierarchyItem): CallHierarchyItem {
  const location = toLocation(session, uri, range);
  return {
    name,
    detail,
    kind: symbolKind(key.kind),
    uri: location.uri,
    range: location.range,
    selectionRange: location.range,
    data: key,
  };
}

function fromItem({ uri, data }: ItemParams["item"]): core.HierarchyPlace {
  const { group, kind, namespace, name } = (data ?? {}) as Partial<ObjectKey>;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    uri: canonicalUri(uri),
    key: { group: text(group), kind: text(kind), namespace: text(namespace), name: text(name) },
  };
}

/** The protocol has ranges of the caller only; which of the two names the other is not asked. */
function rangesIn(session: Session, uri: string, { places }: core.HierarchyCall): Range[] {
  return places.filter((place) => place.uri === uri).map(({ range }) => linesOf(session, uri).range(range));
}

function encodeTokens(session: Session, uri: string, tokens: readonly core.ReferenceToken[]): number[] {
  const lines = linesOf(session, uri);
  const data: number[] = [];
  let [line, character] = [0, 0];
  const placed = session.map("tokens", tokens, ({ range, resolved }) => ({ ...lines.range(range), resolved }));
  for (const { start, end, resolved } of placed) {
    if (!resolved || end.line !== start.line) continue;
    const sameLine = start.line === line;
    data.push(start.line - line, sameLine ? start.character - character : start.character);
    data.push(end.character - start.character, tokenTypes.indexOf("class"), 0);
    [line, character] = [start.line, start.character];
  }
  return data;
}
