import {
  commands,
  type Disposable,
  type ExtensionContext,
  languages,
  OverviewRulerLane,
  Position,
  Range,
  type TextDocumentShowOptions,
  type TextEditor,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { previewScheme, previewUri, readPreviewUri } from "../../../shared/src/preview-uri.ts";
import {
  type PreviewMappingsResult,
  type PreviewUriParams,
  type PreviewUriResult,
  previewMappingsRequest,
  previewUriRequest,
} from "../../../shared/src/requests.ts";
import type { Running } from "../running.ts";

interface Mapping {
  readonly range: Range;
  readonly from: readonly { readonly uri: string; readonly range: Range }[];
}

/** Shows what Kuma makes of a manifest beside it, and highlights on either side what belongs to the cursor of the other. */
export function activatePreview(context: ExtensionContext, { client, log }: Running) {
  const mappings = new Map<string, Promise<readonly Mapping[]>>();
  const highlight = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor("editor.wordHighlightStrongBackground"),
    borderRadius: "2px",
    overviewRulerColor: new ThemeColor("editorOverviewRuler.wordHighlightStrongForeground"),
    overviewRulerLane: OverviewRulerLane.Center,
  });
  let listening: Disposable | undefined;

  async function open(scope: PreviewUriParams["scope"], at?: Position): Promise<void> {
    const editor = window.activeTextEditor;
    const server = client();
    if (editor === undefined || server === undefined) return;
    const { document, selection } = editor;
    const result = await server.sendRequest<PreviewUriResult | null>(previewUriRequest, {
      textDocument: server.code2ProtocolConverter.asTextDocumentIdentifier(document),
      position: server.code2ProtocolConverter.asPosition(at ?? selection.active),
      scope,
    } satisfies PreviewUriParams);
    if (result === null) {
      void window.showInformationMessage("There is no Kubernetes object here that Kuma could make something of.");
      return;
    }
    await show(Uri.parse(result.uri), { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
    await synchronize(editor);
  }

  async function show(uri: Uri, options: TextDocumentShowOptions): Promise<void> {
    const preview = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(preview, previewScheme).then(undefined, () => undefined);
    await window.showTextDocument(preview, options);
  }

  function mappingsOf(uri: Uri): Promise<readonly Mapping[]> {
    const key = uri.toString();
    const known = mappings.get(key);
    if (known !== undefined) return known;
    const server = client();
    if (server === undefined) return Promise.resolve([]);
    const converter = server.protocol2CodeConverter;
    const asked = server
      .sendRequest<PreviewMappingsResult>(previewMappingsRequest, { uri: key })
      .then((result) =>
        result.mappings.map(({ range, from }) => ({
          range: converter.asRange(range),
          from: from.map((place) => ({
            uri: converter.asUri(place.uri).toString(),
            range: converter.asRange(place.range),
          })),
        })),
      )
      .catch((error) => {
        log.warn(String(error));
        return [];
      });
    mappings.set(key, asked);
    return asked;
  }

  /** The cursor has moved in `editor`, or what is beside it has changed. */
  async function synchronize(editor: TextEditor): Promise<void> {
    const { document, selection } = editor;
    const cursor = new Range(selection.active, selection.active);
    if (document.uri.scheme === previewScheme) {
      const all = await mappingsOf(document.uri);
      const innermost = all.filter(({ range }) => range.contains(cursor)).at(-1);
      editor.setDecorations(highlight, innermost === undefined ? [] : [innermost.range]);
      for (const other of sources()) {
        const uri = other.document.uri.toString();
        mark(
          other,
          (innermost?.from ?? []).filter((place) => place.uri === uri).map(({ range }) => range),
        );
      }
      return;
    }
    const uri = document.uri.toString();
    for (const preview of previews()) {
      const all = await mappingsOf(preview.document.uri);
      const hits = all.flatMap(({ range, from }) =>
        from
          .filter((place) => place.uri === uri && place.range.contains(cursor))
          .map((place) => ({ range, place: place.range })),
      );
      // Of a field and the object around it, the field says more.
      const smallest = Math.min(...hits.map(({ place }) => extent(editor, place)));
      mark(
        preview,
        hits.filter(({ place }) => extent(editor, place) === smallest).map(({ range }) => range),
      );
    }
    editor.setDecorations(highlight, []);
  }

  function extent({ document }: TextEditor, range: Range): number {
    return document.offsetAt(range.end) - document.offsetAt(range.start);
  }

  function mark(editor: TextEditor, ranges: readonly Range[]): void {
    editor.setDecorations(highlight, [...ranges]);
    const [first] = ranges;
    if (first !== undefined) editor.revealRange(first, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  const previews = () => window.visibleTextEditors.filter(({ document }) => document.uri.scheme === previewScheme);
  const sources = () => window.visibleTextEditors.filter(({ document }) => document.uri.scheme !== previewScheme);

  async function openSource(): Promise<void> {
    const editor = window.activeTextEditor;
    const address = editor === undefined ? undefined : readPreviewUri(editor.document.uri.toString());
    if (editor === undefined || address === undefined) return;
    const cursor = editor.selection.active;
    const from = (await mappingsOf(editor.document.uri)).filter(({ range }) => range.contains(cursor)).at(-1)?.from[0];
    const uri = Uri.parse(from?.uri ?? address.source);
    await window.showTextDocument(uri, {
      viewColumn: ViewColumn.One,
      ...(from === undefined ? {} : { selection: from.range }),
    });
  }

  /** Shows the same preview another way, in its place. */
  async function toggle(flag: "ready" | "bare"): Promise<void> {
    const editor = window.activeTextEditor;
    const address = editor === undefined ? undefined : readPreviewUri(editor.document.uri.toString());
    if (editor === undefined || address === undefined) return;
    const other = previewUri({ ...address, [flag]: address[flag] !== true });
    await show(Uri.parse(other), { viewColumn: editor.viewColumn ?? ViewColumn.Active, preview: true });
  }

  context.subscriptions.push(
    highlight,
    commands.registerCommand("gatewayLens.showGenerated", () => open("object")),
    commands.registerCommand("gatewayLens.showGeneratedAt", (_uri: string, at: Position) =>
      open("object", new Position(at.line, at.character)),
    ),
    commands.registerCommand("gatewayLens.showReferencesAt", async (uri: string, at: Position) => {
      const [document, position] = [Uri.parse(uri), new Position(at.line, at.character)];
      const found = await commands.executeCommand("vscode.executeReferenceProvider", document, position);
      await commands.executeCommand("editor.action.showReferences", document, position, found);
    }),
    commands.registerCommand("gatewayLens.showGeneratedOfFile", () => open("file")),
    commands.registerCommand("gatewayLens.showGeneratedOfCluster", () => open("cluster")),
    commands.registerCommand("gatewayLens.toggleConditions", () => toggle("bare")),
    commands.registerCommand("gatewayLens.toggleLoadBalancer", () => toggle("ready")),
    commands.registerCommand("gatewayLens.openSource", openSource),
    window.onDidChangeTextEditorSelection(({ textEditor }) => void synchronize(textEditor)),
    window.onDidChangeVisibleTextEditors(() => {
      if (previews().length === 0) for (const editor of sources()) editor.setDecorations(highlight, []);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      // Old places are right until the server has said what is new; then the marks move with the text.
      if (document.uri.scheme !== previewScheme) mappings.clear();
      else mappings.delete(document.uri.toString());
      const editor = window.activeTextEditor;
      if (editor !== undefined && document.uri.scheme === previewScheme) void synchronize(editor);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => void mappings.delete(uri.toString())),
    { dispose: () => listening?.dispose() },
  );

  return {
    started(_client: BaseLanguageClient) {
      listening?.dispose();
      listening = undefined;
      mappings.clear();
    },
  };
}
