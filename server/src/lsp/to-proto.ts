import type {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  Hover,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { pageOf } from "../../../shared/src/docs.ts";
import type * as core from "../analysis.ts";
import type { Interruption } from "../analysis.ts";
import type { ClientFeatures } from "./capabilities.ts";
import type { Documents } from "./documents.ts";
import type { Lines } from "./positions.ts";

/** What a conversion needs to know: texts for positions, and what the client understands. */
export interface ProtoContext extends Pick<Interruption, "map" | "once"> {
  readonly client: ClientFeatures;
  readonly documents: Documents;
  textOf(uri: string): string | undefined;
}

const severities: Record<core.Severity, DiagnosticSeverity> = { error: 1, warning: 2, information: 3, hint: 4 };

const tags: Record<NonNullable<core.Diagnostic["tags"]>[number], DiagnosticTag> = { unnecessary: 1, deprecated: 2 };

export function linesOf(context: ProtoContext, uri: string): Lines {
  return context.documents.lines(uri, context.textOf(uri) ?? "");
}

export function toLocation(context: ProtoContext, uri: string, range: core.TextRange) {
  return { uri: context.documents.spelling(uri), range: linesOf(context, uri).range(range) };
}

/** What every YAML server says of a document that is open. */
const saidByYamlServers: ReadonlySet<string> = new Set(["yaml-syntax", "yaml-duplicate-key"]);

export function toDiagnostics(context: ProtoContext, uri: string, found: readonly core.Diagnostic[]): Diagnostic[] {
  const leaves = context.client.beside.syntax === true && context.documents.get(uri) !== undefined;
  const shown = leaves ? found.filter(({ code }) => !saidByYamlServers.has(code)) : found;
  return shown.map((diagnostic) => toDiagnostic(context, uri, diagnostic));
}

export function toDiagnostic(context: ProtoContext, uri: string, diagnostic: core.Diagnostic): Diagnostic {
  const { client } = context;
  const clusters = diagnostic.clusters === undefined ? "" : `[${diagnostic.clusters.join(", ")}] `;
  const because = diagnostic.because === undefined ? "" : `\n${diagnostic.because}`;
  const proto: Diagnostic = {
    range: linesOf(context, uri).range(diagnostic.range),
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    source: "gateway-lens",
    message: `${clusters}${diagnostic.message}${because}`,
  };
  if (client.codeDescription) proto.codeDescription = { href: pageOf(diagnostic.code) };
  if (client.relatedInformation && diagnostic.related.length > 0) {
    proto.relatedInformation = diagnostic.related.map((related) => ({
      location: toLocation(context, related.uri, related.range),
      message: related.message,
    }));
  }
  if (diagnostic.tags !== undefined && client.diagnosticTags) proto.tags = diagnostic.tags.map((tag) => tags[tag]);
  return proto;
}

export function toHover(context: ProtoContext, uri: string, hover: core.Hover): Hover {
  const range = linesOf(context, uri).range(hover.range);
  return context.client.markdown
    ? { range, contents: { kind: "markdown", value: hover.markdown } }
    : { range, contents: { kind: "plaintext", value: plainText(hover.markdown) } };
}

/** Markdown for those who cannot show it: without the marks that would only be noise. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^```\w*\n?|\n?```$/gm, "")
    .replace(/\*\*|`/g, "")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1");
}

export function toTextEdits(lines: Lines, edits: readonly core.TextEdit[]): TextEdit[] {
  return edits.map(({ range, newText }) => ({ range: lines.range(range), newText }));
}

/** `map` is the context's where an answer is one edit of many files: those of an action are few, but there are many actions. */
export function toWorkspaceEdit(
  context: ProtoContext,
  edits: core.Fix["edits"],
  map: ProtoContext["map"] = (_, items, find) => items.map(find),
): WorkspaceEdit {
  const { client, documents } = context;
  if (!client.documentChanges) {
    const changed = map("changes", edits, (file): [string, TextEdit[]] => [
      documents.spelling(file.uri),
      toTextEdits(linesOf(context, file.uri), file.edits),
    ]);
    return { changes: Object.fromEntries(changed) };
  }
  const changed = map("changes", edits, (file) => {
    const uri = documents.spelling(file.uri);
    const edit: TextDocumentEdit = {
      textDocument: { uri, version: documents.get(file.uri)?.version ?? null },
      edits: toTextEdits(linesOf(context, file.uri), file.edits),
    };
    const exists = context.textOf(file.uri) !== undefined;
    if (exists || !client.createFile) return [edit];
    return [{ kind: "create" as const, uri, options: { ignoreIfExists: true } }, edit];
  });
  return { documentChanges: changed.flat() };
}

export function toCodeAction(
  context: ProtoContext,
  kind: CodeActionKind,
  fix: core.Fix,
  diagnostics?: readonly Diagnostic[],
): CodeAction {
  const action: CodeAction = { title: fix.title, kind, edit: toWorkspaceEdit(context, fix.edits) };
  if (diagnostics !== undefined) action.diagnostics = [...diagnostics];
  if (fix.preferred === true) action.isPreferred = true;
  return action;
}
