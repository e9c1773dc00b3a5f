import { type Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from "vscode";

/** A panel beside the editor whose page is one of our bundles. */
export interface Panel<To> {
  /** Opens it, or brings it to the front. */
  show(): void;
  post(message: To): void;
  /** Open, and not behind another tab: a hidden page is not worth an answer. */
  isVisible(): boolean;
}

export interface PanelDescription<From> {
  readonly view: string;
  readonly title: string;
  /** Name of the bundle: `dist/webview-NAME.js` and `.css`. */
  readonly page: "topology" | "trace";
  readonly body: string;
  receive(message: From): void;
}

export function createPanel<To, From>(
  context: ExtensionContext,
  { view, title, page, body, receive }: PanelDescription<From>,
): Panel<To> {
  let panel: WebviewPanel | undefined;
  const dist = Uri.joinPath(context.extensionUri, "dist");

  function adopt(adopted: WebviewPanel): void {
    panel = adopted;
    const { webview } = adopted;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const listeners: Disposable[] = [webview.onDidReceiveMessage(receive)];
    adopted.onDidDispose(() => {
      if (panel === adopted) panel = undefined;
      for (const listener of listeners) listener.dispose();
    });
    const nonce = freshNonce();
    const file = (ending: string) => webview.asWebviewUri(Uri.joinPath(dist, `webview-${page}.${ending}`)).toString();
    // The page can load its own script and style, and nothing else from anywhere.
    webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${file("css")}">
</head>
<body>
${body}
<script nonce="${nonce}" src="${file("js")}"></script>
</body>
</html>`;
  }

  context.subscriptions.push(
    window.registerWebviewPanelSerializer(view, {
      async deserializeWebviewPanel(restored) {
        adopt(restored);
      },
    }),
    { dispose: () => panel?.dispose() },
  );

  return {
    show() {
      if (panel !== undefined) panel.reveal(undefined, true);
      else adopt(window.createWebviewPanel(view, title, { viewColumn: ViewColumn.Beside, preserveFocus: false }));
    },
    post: (message) => void panel?.webview.postMessage(message),
    isVisible: () => panel?.visible === true,
  };
}

function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replaceAll(/[^A-Za-z0-9]/g, "0");
}
