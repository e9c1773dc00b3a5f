import { pageOf } from "../../../shared/src/docs.ts";
import type { Snapshot } from "../analysis.ts";
import { toCompletion } from "./completion-to-proto.ts";
import { toDocumentSymbol, toFlatSymbols, toHighlights, toLinks, toWorkspaceSymbols } from "./feature-to-proto.ts";
import { type FilePlace, fileLines, fromPosition } from "./from-proto.ts";
import { errorCodes, ResponseError } from "./json-rpc.ts";
import { sourcesOf } from "./preview-source.ts";
import { isPreviewUri } from "./previews.ts";
import type { DocumentParams, PositionParams, Register } from "./register.ts";
import type { Session } from "./session.ts";
import { toLocation, toWorkspaceEdit } from "./to-proto.ts";
import { canonicalUri } from "./uri.ts";

export function registerNavigation({ answer, lazyAnswer }: Register): void {
  /** A question about a place of a file, for which a file that nobody knows has no answer. */
  function at<P extends PositionParams, R>(
    method: string,
    nothing: R,
    ask: (snapshot: Snapshot, place: FilePlace, session: Session, params: P) => R,
  ): void {
    lazyAnswer<P, R>(method, nothing, (session, params) => {
      const place = fromPosition(session.documents, session.textOf, params);
      return place === undefined ? nothing : ask(session.analysis.glance(), place, session, params);
    });
  }

  at("textDocument/completion", null as object | null, (snapshot, { uri, offset, lines }, session) =>
    toCompletion(session, lines, snapshot.completion(uri, offset)),
  );

  lazyAnswer("textDocument/definition", null as object | null, (session, params: PositionParams) => {
    if (isPreviewUri(params.textDocument.uri)) return sourcesOf(session, params);
    const place = fromPosition(session.documents, session.textOf, params);
    const leads = place && session.analysis.glance().definition(place.uri, place.offset);
    return leads === undefined ? null : toLinks(session, place?.uri ?? "", leads, session.client.definitionLinks);
  });

  at("textDocument/typeDefinition", null as object | null, (snapshot, { uri, offset }, session) => {
    const leads = snapshot.typeDefinition(uri, offset);
    return leads === undefined ? null : toLinks(session, uri, leads, session.client.definitionLinks);
  });

  at(
    "textDocument/references",
    null as object | null,
    (
      snapshot,
      { uri, offset },
      session,
      { context }: PositionParams & { context?: { includeDeclaration?: boolean } },
    ) => {
      const withDefinition = context?.includeDeclaration !== false;
      const found = session.once("references", () => snapshot.references(uri, offset, withDefinition));
      return session.map("locations", found, ({ uri: where, range }) => toLocation(session, where, range));
    },
  );

  at("textDocument/documentHighlight", null as object | null, (snapshot, { uri, offset, lines }) =>
    toHighlights(lines, snapshot.highlights(uri, offset)),
  );

  at("textDocument/prepareRename", null as object | null, (snapshot, { uri, offset, lines }) => {
    const renaming = snapshot.prepareRename(uri, offset);
    if (renaming === undefined) return null;
    if ("refused" in renaming) return new ResponseError(errorCodes.requestFailed, renaming.refused);
    return { range: lines.range(renaming.range), placeholder: renaming.name };
  });

  answer("textDocument/rename", null as object | null, (session, params: PositionParams & { newName: string }) => {
    const place = fromPosition(session.documents, session.textOf, params);
    if (place === undefined) return null;
    const { uri, offset } = place;
    const fix = session.once("renaming", () => session.analysis.glance().rename(uri, offset, params.newName));
    if (fix === undefined) return null;
    return "refused" in fix
      ? new ResponseError(errorCodes.requestFailed, fix.refused)
      : toWorkspaceEdit(session, fix.edits, session.map);
  });

  lazyAnswer("textDocument/documentLink", [] as object[], (session, { textDocument }: DocumentParams) => {
    const uri = canonicalUri(textDocument.uri);
    const lines = fileLines(session.documents, session.textOf, uri);
    if (lines === undefined) return [];
    return session.analysis
      .glance()
      .documentLinks(uri)
      .map(({ range, to }) => ({
        range: lines.range(range),
        target: "uri" in to ? session.documents.spelling(to.uri) : pageOf(to.code),
      }));
  });

  lazyAnswer("textDocument/documentSymbol", [] as readonly object[], (session, { textDocument }: DocumentParams) => {
    const uri = canonicalUri(textDocument.uri);
    const lines = fileLines(session.documents, session.textOf, uri);
    if (lines === undefined) return [];
    const symbols = session.once("outline", () => session.analysis.glance().documentSymbols(uri));
    return session.client.hierarchicalSymbols
      ? session.map("symbols", symbols, (symbol) => toDocumentSymbol(lines, symbol))
      : toFlatSymbols(session, uri, symbols);
  });

  answer("workspace/symbol", [] as object[], (session, { query }: { readonly query: string }) =>
    toWorkspaceSymbols(session, session.analysis.glance().workspaceSymbols(query)),
  );
}
