import { Disposable, FileSystemError, FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ListFilesParams,
  type ListFilesResult,
  listFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from "../../../shared/src/requests.ts";

const maximumSize = 20 * 1024 * 1024;
const maximumFiles = 100_000;
const leftAlone = new Set(["node_modules", "bower_components", "__pycache__"]);

/** Reads the workspace for a server that cannot: one in a browser, or one whose folder is not on its machine. */
export function answerFileRequests(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    client.onRequest(listFilesRequest, async ({ folder }: ListFilesParams): Promise<ListFilesResult> => {
      const uris: string[] = [];
      await list(Uri.parse(folder), uris, 0);
      return { uris };
    }),
    client.onRequest<ReadFileResult, void>(readFileRequest, ({ uri }: ReadFileParams) => read(Uri.parse(uri))),
  );
}

async function list(folder: Uri, uris: string[], depth: number): Promise<void> {
  if (depth > 64 || uris.length >= maximumFiles) return;
  let entries: readonly [string, FileType][] = [];
  try {
    entries = await workspace.fs.readDirectory(folder);
  } catch {
    return;
  }
  const folders: Uri[] = [];
  for (const [name, type] of entries) {
    // A link to a folder may lead back to where it is.
    if (type === FileType.Directory && !name.startsWith(".") && !leftAlone.has(name))
      folders.push(Uri.joinPath(folder, name));
    else if ((type & FileType.File) !== 0 && /\.(ya?ml|json)$/i.test(name))
      uris.push(Uri.joinPath(folder, name).toString());
  }
  for (const below of folders) await list(below, uris, depth + 1);
}

async function read(uri: Uri): Promise<ReadFileResult> {
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > maximumSize) return { unread: `it is larger than ${maximumSize / 1024 / 1024} MB` };
    const bytes = await workspace.fs.readFile(uri);
    if (bytes.subarray(0, 8192).includes(0)) return { unread: "it is not a text file" };
    return { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return { missing: true };
    return { unread: error instanceof Error ? error.message : String(error) };
  }
}
