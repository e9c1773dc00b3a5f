import { commands, type ExtensionContext, type QuickPickItem, type TextEditor, Uri, window } from "vscode";
import { type PreviewAddress, previewScheme, previewUri, readPreviewUri } from "../../../shared/src/preview-uri.ts";
import { releaseNames } from "../../../shared/src/releases.ts";
import { type PreviewUriParams, type PreviewUriResult, previewUriRequest } from "../../../shared/src/requests.ts";
import type { Running } from "../running.ts";

/** Two previews of one file side by side: of two releases, or of what is saved and what is being edited. */
export function activateCompare(context: ExtensionContext, { client }: Running): void {
  /** What is generated of the whole file, or what the preview shows that one is in. */
  async function addressOf({ document, selection }: TextEditor): Promise<PreviewAddress | undefined> {
    if (document.uri.scheme === previewScheme) return readPreviewUri(document.uri.toString());
    const server = client();
    const result = await server?.sendRequest<PreviewUriResult | null>(previewUriRequest, {
      textDocument: server.code2ProtocolConverter.asTextDocumentIdentifier(document),
      position: server.code2ProtocolConverter.asPosition(selection.active),
      scope: "file",
    } satisfies PreviewUriParams);
    return typeof result?.uri === "string" ? readPreviewUri(result.uri) : undefined;
  }

  async function compareReleases(): Promise<void> {
    const editor = window.activeTextEditor;
    const address = editor === undefined ? undefined : await addressOf(editor);
    if (address === undefined) return;
    const left = await pickRelease("Compare what Kuma makes of this: in which release? (1/2)", [
      { label: "As it is set now", description: "the release of the settings" },
    ]);
    if (left === undefined) return;
    const right = await pickRelease(`Compare ${nameOf(left.release)} with … (2/2)`, [], left.release);
    if (right === undefined) return;
    await diff(
      withRelease(address, left.release),
      withRelease(address, right.release),
      `${nameOf(left.release)} ↔ ${nameOf(right.release)}`,
    );
  }

  async function compareWithSaved(): Promise<void> {
    const editor = window.activeTextEditor;
    const address = editor === undefined ? undefined : await addressOf(editor);
    if (address === undefined) return;
    await diff({ ...address, saved: true }, { ...address, saved: false }, "Generated: saved ↔ edited");
  }

  context.subscriptions.push(
    commands.registerCommand("gatewayLens.compareReleases", compareReleases),
    commands.registerCommand("gatewayLens.compareWithSaved", compareWithSaved),
  );
}

const nameOf = (release: string | undefined) => (release === undefined ? "Kuma now" : `Kuma ${release}`);

function withRelease({ kuma: _, ...address }: PreviewAddress, release: string | undefined): PreviewAddress {
  return release === undefined ? address : { ...address, kuma: release };
}

async function pickRelease(
  title: string,
  first: readonly QuickPickItem[],
  without?: string,
): Promise<{ readonly release: string | undefined } | undefined> {
  const items: (QuickPickItem & { readonly release?: string })[] = [
    ...first,
    ...releaseNames.filter((release) => release !== without).map((release) => ({ label: `Kuma ${release}`, release })),
  ];
  const picked = await window.showQuickPick(items, { title });
  return picked === undefined ? undefined : { release: picked.release };
}

async function diff(left: PreviewAddress, right: PreviewAddress, title: string): Promise<void> {
  await commands.executeCommand("vscode.diff", Uri.parse(previewUri(left)), Uri.parse(previewUri(right)), title);
}
