import { existsSync, promises as fs } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { settingsFile } from "../../../shared/src/settings.ts";
import type { FileContent } from "../analysis.ts";
import { nodeFiles } from "../lsp/node-files.ts";
import { canonicalUri } from "../lsp/uri.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** What the paths of a call stand for. */
export interface Sources {
  readonly files: ReadonlyMap<string, FileContent>;
  /** The folder that the paths have in common, or the one above it that has settings. */
  readonly folder: string;
  /** Paths that do not exist. */
  readonly missing: readonly string[];
  /** How a file is named in reports: relative to the current folder, with forward slashes; `-` is the standard input. */
  pathOf(uri: string): string;
}

const stdinName = "-";

export async function gather(paths: readonly string[], terminal: Terminal): Promise<Sources> {
  if (paths.length === 0) throw new UsageError("name at least one file or folder (- for the standard input)");
  const files = new Map<string, FileContent>();
  const missing: string[] = [];
  const folders: string[] = [];
  const uris: string[] = [];
  const disk = nodeFiles();
  const stdin = uriOf(join(process.cwd(), stdinName));
  for (const path of paths) {
    if (path === stdinName) {
      files.set(stdin, await readStdin());
      folders.push(process.cwd());
      continue;
    }
    const full = resolve(path);
    const stat = await fs.stat(full).catch(() => undefined);
    if (stat === undefined) missing.push(path);
    else if (stat.isDirectory()) {
      folders.push(full);
      const report = (found: number) => terminal.progress(`looking for manifests: ${found}`);
      for (const uri of await disk.list(uriOf(full), report)) uris.push(uri);
    } else {
      folders.push(dirname(full));
      uris.push(uriOf(full));
    }
  }
  const common = commonFolder(folders);
  const configured = folderWithSettings(common);
  if (configured !== undefined && configured !== common) uris.push(uriOf(join(configured, settingsFile)));
  for (const [at, uri] of uris.entries()) {
    if (files.has(uri)) continue;
    if (at % 256 === 255) terminal.progress(`reading: ${at + 1} of ${uris.length} files`);
    const content = await disk.read(uri);
    // A file that vanished since it was listed is no longer of interest.
    if (content !== undefined) files.set(uri, content);
  }
  terminal.progress("");
  return {
    files,
    folder: uriOf(configured ?? common),
    missing,
    pathOf: (uri) => (uri === stdin ? stdinName : displayPath(uri)),
  };
}

function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

function displayPath(uri: string): string {
  const path = relative(process.cwd(), fileURLToPath(uri));
  return (path === "" ? "." : path).split(sep).join("/");
}

function commonFolder(folders: readonly string[]): string {
  const [first = process.cwd(), ...rest] = folders;
  let common = first.split(sep);
  for (const folder of rest) {
    const names = folder.split(sep);
    const differs = common.findIndex((name, at) => name !== names[at]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.length <= 1 ? `${common[0] ?? ""}${sep}` : common.join(sep);
}

/** The nearest folder, this one or above it, that has settings. */
function folderWithSettings(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, settingsFile))) return at;
    if (dirname(at) === at) return undefined;
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
