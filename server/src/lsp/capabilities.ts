import type { ClientCapabilities, InitializeParams, ServerCapabilities } from "vscode-languageserver-protocol";
import { previewScheme } from "../../../shared/src/preview-uri.ts";
import type { BesideYamlServer } from "../../../shared/src/requests.ts";
import type { SaidOptions } from "./from-proto.ts";
import type { PositionEncoding } from "./positions.ts";

/** What we ask of the client's capabilities, asked once. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  readonly pullDiagnostics: boolean;
  readonly configuration: boolean;
  readonly watchRegistration: boolean;
  readonly configurationRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly contentProvider: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticTags: boolean;
  readonly markdown: boolean;
  readonly documentChanges: boolean;
  readonly createFile: boolean;
  readonly refreshCodeLenses: boolean;
  readonly refreshInlayHints: boolean;
  readonly refreshSemanticTokens: boolean;
  readonly snippets: boolean;
  /** The client knows VS Code's command that opens the list again: nothing in the protocol says so. */
  readonly suggestAgain: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly definitionLinks: boolean;
  readonly prepareRename: boolean;
  /** What another YAML server does for the same client. */
  readonly beside: BesideYamlServer;
}

/** Words that name another object are shown like the name of a type. */
export const tokenTypes = ["class"] as const;

export const quickFixKind = "quickfix";
export const refactorKind = "refactor";
export const refactoringKinds = [`${refactorKind}.extract`, `${refactorKind}.rewrite`];
export const fixAllKind = "source.fixAll.gatewayLens";

export function clientFeatures(params: InitializeParams, options: SaidOptions): ClientFeatures {
  const { workspace, textDocument, window, general }: ClientCapabilities = params.capabilities;
  const canPull = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    encoding: encodingOf(general?.positionEncodings),
    pullDiagnostics: canPull && options.diagnostics !== "push",
    configuration: workspace?.configuration === true,
    watchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    contentProvider: workspace?.textDocumentContent !== undefined,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    diagnosticTags: textDocument?.publishDiagnostics?.tagSupport !== undefined,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createFile: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    refreshCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshSemanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    suggestAgain: /visual studio code|vscodium|cursor|windsurf/i.test(params.clientInfo?.name ?? ""),
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    beside: options.besideYamlServer ?? {},
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

const incremental = 2;

/** The client's first wish that we can fulfil; UTF-16 costs us nothing, so it is never asked for in vain. */
function encodingOf(offered: readonly string[] | undefined): PositionEncoding {
  for (const encoding of offered ?? []) {
    if (encoding === "utf-8" || encoding === "utf-16" || encoding === "utf-32") return encoding;
  }
  return "utf-16";
}

export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  const structure = client.beside.structure !== true;
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: incremental, save: false },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [":", " ", "-", '"'] },
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    documentSymbolProvider: structure,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
    inlayHintProvider: true,
    callHierarchyProvider: true,
    semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true },
    foldingRangeProvider: structure,
    selectionRangeProvider: structure,
    codeActionProvider: {
      codeActionKinds: [quickFixKind, ...refactoringKinds, fixAllKind],
    },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(client.contentProvider ? { textDocumentContent: { schemes: [previewScheme] } } : {}),
    },
    ...(client.pullDiagnostics
      ? { diagnosticProvider: { identifier: "gateway-lens", interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
  };
}
