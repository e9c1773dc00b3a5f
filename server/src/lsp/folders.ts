import type { Analysis, FileContent } from "../analysis.ts";
import type { Documents } from "./documents.ts";
import type { Files } from "./host.ts";
import type { Log } from "./log.ts";
import { canonicalUri, isManifestUri } from "./uri.ts";

/** The folders of the workspace, and what is on disk below them. An open document is never replaced by that. */
export interface Folders {
  all(): readonly string[];
  /** What was only there because of a folder that was removed is not known any more; nothing is read yet. */
  change(added: readonly string[], removed: readonly string[]): void;
  /** Reads all files of a folder; `report` is called now and then. */
  read(folder: string, report?: (done: number, total: number) => void): Promise<void>;
  /** Files that have changed on disk, or are not open any more. */
  reread(uris: readonly string[]): Promise<void>;
}

export function createFolders(
  analysis: Analysis,
  documents: Documents,
  filesOf: (uri: string) => Files | undefined,
  log: Log,
): Folders {
  const folders = new Set<string>();
  const inWorkspace = (uri: string) => [...folders].some((folder) => isBelow(uri, folder));

  function leave(folder: string): void {
    folders.delete(folder);
    const gone = new Map<string, undefined>();
    for (const uri of analysis.glance().uris()) {
      // Another folder may be below this one, or above it.
      if (isBelow(uri, folder) && !inWorkspace(uri) && documents.get(uri) === undefined) gone.set(uri, undefined);
    }
    analysis.apply({ files: gone });
  }

  async function readAll(uris: readonly string[], files: Files, report: (done: number) => void): Promise<void> {
    let next = 0;
    let done = 0;
    const reader = async () => {
      for (let uri = uris[next++]; uri !== undefined; uri = uris[next++]) {
        const content = await files.read(uri).catch((): FileContent => ({ unread: "it could not be read" }));
        if (documents.get(uri) === undefined && inWorkspace(uri)) analysis.apply({ files: new Map([[uri, content]]) });
        done += 1;
        if (done % 64 === 0) report(done);
      }
    };
    await Promise.all(Array.from({ length: 16 }, reader));
  }

  return {
    all: () => [...folders],
    change(added, removed) {
      for (const uri of added) folders.add(canonicalUri(uri));
      for (const uri of removed) leave(canonicalUri(uri));
      analysis.apply({ folders: [...folders] });
    },
    async read(folder, report) {
      const files = filesOf(folder);
      if (files === undefined) return;
      try {
        const uris = (await files.list(folder)).map(canonicalUri).filter(isManifestUri);
        await readAll(uris, files, (done) => report?.(done, uris.length));
      } catch (error) {
        log.error(error, `reading ${folder}`);
      }
    },
    async reread(uris) {
      const changed = new Map<string, FileContent | undefined>();
      await Promise.all(
        uris.map(async (uri) => {
          const content = inWorkspace(uri)
            ? await filesOf(uri)
                ?.read(uri)
                .catch(() => undefined)
            : undefined;
          if (documents.get(uri) === undefined) changed.set(uri, content);
        }),
      );
      for (const uri of changed.keys()) documents.forget(uri);
      analysis.apply({ files: changed });
    },
  };
}

function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
