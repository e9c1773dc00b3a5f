import type { InitializeParams } from "vscode-languageserver-protocol";
import type { FileContent } from "../analysis.ts";
import type { Documents } from "./documents.ts";
import { isPreviewUri } from "./previews.ts";
import type { Session } from "./session.ts";
import { canonicalUri, isManifestUri } from "./uri.ts";

/** What the client tells of documents, files, folders and settings, and what follows from it. */
export interface Lifecycle {
  initialized(): void;
  opened(document: { uri: string; version: number; text: string }): void;
  edited(uri: string, version: number, changes: ContentChanges): void;
  closed(uri: string): void;
  filesChanged(uris: readonly string[]): void;
  configurationChanged(pushed: unknown): void;
  foldersChanged(added: readonly string[], removed: readonly string[]): void;
}

type ContentChanges = Parameters<Documents["change"]>[2];

/** `begin` is called when the client is ready to be asked, and the folders are known. */
export function createLifecycle(session: Session, params: InitializeParams, begin: () => void): Lifecycle {
  const { analysis, client, configuration, documents, folders, log, previews, publisher, pull, saved } = session;

  function applyText(uri: string, text: string): void {
    analysis.apply({ files: new Map<string, FileContent>([[uri, text]]) });
    pull?.edited(uri);
    publisher.changed(uri);
  }

  async function reread(uris: readonly string[]): Promise<void> {
    await folders.reread(uris);
    publisher.changed();
    saved.changed();
  }

  return {
    initialized() {
      const { workspaceFolders, rootUri: root } = params;
      const named = (workspaceFolders ?? []).map(({ uri }) => uri);
      folders.change(named.length === 0 && typeof root === "string" ? [root] : named, []);
      begin();
    },
    opened({ uri, version, text }) {
      if (isPreviewUri(uri)) {
        previews.opened(uri, text);
        return;
      }
      documents.open(uri, version, text);
      applyText(canonicalUri(uri), text);
    },
    edited(uri, version, changes) {
      const text = documents.change(uri, version, changes);
      if (text !== undefined) applyText(canonicalUri(uri), text);
    },
    closed(uri) {
      if (isPreviewUri(uri)) {
        previews.closed(uri);
        saved.closed(uri);
        return;
      }
      documents.close(uri);
      const known = canonicalUri(uri);
      const read = reread([known]).catch((error) => log.error(error, `reading ${uri}`));
      // The other server says nothing of what is closed.
      if (client.beside.syntax === true) void read.then(() => publisher.changed(known));
    },
    filesChanged(uris) {
      saved.changed();
      const closed = uris.map(canonicalUri).filter((uri) => isManifestUri(uri) && documents.get(uri) === undefined);
      if (closed.length > 0) reread(closed).catch((error) => log.error(error, "reading changed files"));
    },
    foldersChanged(added, removed) {
      folders.change(added, removed);
      if (removed.length > 0) publisher.changed();
      void Promise.all(added.map((uri) => folders.read(canonicalUri(uri)))).then(() => publisher.changed());
    },
    configurationChanged(pushed) {
      if (client.configuration) void configuration.fetch();
      else configuration.use((pushed as { gatewayLens?: unknown } | null | undefined)?.gatewayLens);
    },
  };
}
