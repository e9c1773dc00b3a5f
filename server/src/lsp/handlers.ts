import type { CodeAction, DocumentDiagnosticReport } from "vscode-languageserver-protocol";
import {
  type PreviewContentParams,
  type PreviewContentResult,
  type PreviewMappingsParams,
  type PreviewMappingsResult,
  type PreviewUriParams,
  type PreviewUriResult,
  previewContentRequest,
  previewMappingsRequest,
  previewUriRequest,
} from "../../../shared/src/requests.ts";
import { editsTogether, type Fix, type TextEdit } from "../analysis.ts";
import { fixAllKind, quickFixKind, refactoringKinds, refactorKind } from "./capabilities.ts";
import { fileLines, fromPosition, fromRange } from "./from-proto.ts";
import type { Connection, ResponseError } from "./json-rpc.ts";
import { registerNavigation } from "./navigation-handlers.ts";
import { registerPanels } from "./panel-handlers.ts";
import { createLines } from "./positions.ts";
import { pulled } from "./publisher.ts";
import { allRead, createRegister, type PositionParams, type Prepare } from "./register.ts";
import type { Session } from "./session.ts";
import { toCodeAction, toDiagnostic, toDiagnostics, toHover } from "./to-proto.ts";
import { canonicalUri } from "./uri.ts";
import { registerViews } from "./view-handlers.ts";

/** One short function a method; what all share is in `createRegister`. */
export function registerHandlers(connection: Connection, current: () => Session | ResponseError): void {
  const register = createRegister(connection, current);
  const { answer, lazyAnswer } = register;
  registerNavigation(register);
  registerViews(register);
  registerPanels(register);

  lazyAnswer("textDocument/hover", null, (session, params: PositionParams) => {
    const place = fromPosition(session.documents, session.textOf, params);
    if (place === undefined) return null;
    const hover = session.analysis.glance().hover(place.uri, place.offset);
    return hover === undefined ? null : toHover(session, place.uri, hover);
  });

  lazyAnswer<CodeActionParams, CodeAction[]>("textDocument/codeAction", [], codeActions);

  answer<DiagnosticParams, DocumentDiagnosticReport>(
    "textDocument/diagnostic",
    { kind: "full", items: [] },
    (session, params) => {
      const uri = canonicalUri(params.textDocument.uri);
      const diagnostics = session.analysis.focus(uri);
      session.pull?.answered(uri, diagnostics);
      const resultId = session.pull?.resultId(uri) ?? "0";
      // The publisher may not have come to this file yet: what it delivers then has another id.
      const version = session.documents.get(uri)?.version ?? 0;
      return pulled(`${resultId}.${version}`, params.previousResultId, () => toDiagnostics(session, uri, diagnostics));
    },
    allRead,
  );

  answer(
    "workspace/diagnostic",
    { items: [] },
    (session, params: WorkspaceDiagnosticParams) => {
      const snapshot = session.analysis.glance();
      const previous = new Map(params.previousResultIds.map(({ uri, value }) => [canonicalUri(uri), value]));
      const uris = new Set([...snapshot.uris(), ...previous.keys()]);
      const items: unknown[] = [];
      for (const uri of uris) {
        const version = session.documents.get(uri)?.version ?? null;
        const resultId = `${session.pull?.resultId(uri) ?? "0"}.${version ?? 0}`;
        const before = previous.get(uri);
        const diagnostics = before === resultId ? [] : snapshot.diagnostics(uri);
        if (before === undefined && diagnostics.length === 0) continue;
        const report = pulled(resultId, before, () => toDiagnostics(session, uri, diagnostics));
        items.push({ uri: session.documents.spelling(uri), version, ...report });
      }
      return { items };
    },
    allChecked,
  );

  // The protocol's own request, and ours for clients that do not know it.
  for (const method of ["workspace/textDocumentContent", previewContentRequest]) {
    answer(
      method,
      { text: "" },
      (session, { uri }: PreviewContentParams): PreviewContentResult => ({ text: session.previews.content(uri).text }),
      previewsRead,
    );
  }

  answer(
    previewUriRequest,
    null,
    (session, params: PreviewUriParams): PreviewUriResult | null => {
      const place = fromPosition(session.documents, session.textOf, params);
      if (place === undefined) return null;
      const uri = session.previews.uriFor(place.uri, place.offset, params.scope, params.kuma);
      return uri === undefined ? null : { uri };
    },
    allRead,
  );

  answer(
    previewMappingsRequest,
    { mappings: [] },
    (session, { uri }: PreviewMappingsParams): PreviewMappingsResult => {
      const { text, mappings } = session.once("preview", () => session.previews.look(uri));
      const lines = createLines(text, session.client.encoding);
      return {
        mappings: session.map("ranges", mappings, ({ range, from }) => ({
          range: lines.range(range),
          from: from.flatMap((source) => {
            const sourceLines = fileLines(session.documents, session.textOf, source.uri);
            return sourceLines === undefined
              ? []
              : [{ uri: session.documents.spelling(source.uri), range: sourceLines.range(source.range) }];
          }),
        })),
      };
    },
    previewsRead,
  );
}

/** Of a question about all findings. */
const allChecked: Prepare<unknown> = async ({ ready, publisher }) => {
  await ready;
  await publisher.idle();
};

/** Of a preview, which may be one of what is on disk. */
const previewsRead: Prepare<PreviewContentParams> = async ({ ready, saved }, { uri }) => {
  await ready;
  await saved.prepare(uri);
};

interface DiagnosticParams {
  readonly textDocument: { readonly uri: string };
  readonly previousResultId?: string;
}

interface WorkspaceDiagnosticParams {
  readonly previousResultIds: readonly { readonly uri: string; readonly value: string }[];
}

interface CodeActionParams {
  readonly textDocument: { readonly uri: string };
  readonly range: { readonly start: PositionParams["position"]; readonly end: PositionParams["position"] };
  readonly context: { readonly only?: readonly string[] };
}

function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const uri = canonicalUri(textDocument.uri);
  const lines = fileLines(session.documents, session.textOf, uri);
  if (lines === undefined) return [];
  const wants = (kind: string) => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const actions: CodeAction[] = [];
  session.analysis.focus(uri);
  if (wants(quickFixKind)) {
    for (const { diagnostic, fix } of session.analysis.glance().fixes(uri, fromRange(lines, range))) {
      actions.push(toCodeAction(session, quickFixKind, fix, [toDiagnostic(session, uri, diagnostic)]));
    }
  }
  if (refactoringKinds.some(wants)) {
    for (const { fix, kind } of session.analysis.glance().refactorings(uri, fromRange(lines, range))) {
      const refactoring = `${refactorKind}.${kind}`;
      if (wants(refactoring)) actions.push(toCodeAction(session, refactoring, fix));
    }
  }
  // Without being asked for, an editor would list it among the quick fixes of every place.
  if (context.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`)) === true) {
    const preferred = session.map("preferred", session.analysis.glance().diagnostics(uri), ({ fixes }) =>
      fixes.find((fix) => fix.preferred === true),
    );
    const all = editsTogether(preferred.filter((fix) => fix !== undefined));
    if (all.size > 0) actions.push(toCodeAction(session, fixAllKind, fixAll(all)));
  }
  return actions;
}

function fixAll(all: ReadonlyMap<string, readonly TextEdit[]>): Fix {
  return {
    title: "Fix all findings of Gateway Lens that have one right fix",
    edits: [...all].map(([uri, edits]) => ({ uri, edits: [...edits].sort((a, b) => a.range.start - b.range.start) })),
  };
}
