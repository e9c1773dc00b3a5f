import { type Dirent, promises as fs } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FileRead, Files } from "./host.ts";
import { canonicalUri, isManifestUri } from "./uri.ts";

/** Beyond this size a YAML file is a dump, not a manifest: it gets a finding that says so. */
const maximumSize = 20 * 1024 * 1024;
const maximumDepth = 64;
const maximumFiles = 100_000;
const leftAlone = new Set(["node_modules", "bower_components", "__pycache__"]);

/** Reads folders of this machine. Never follows a link to a folder that it has already seen, and never throws. */
export function nodeFiles(): Files {
  return {
    async list(folder, report) {
      const uris: string[] = [];
      const seen = new Set<string>();
      await walk(pathOf(folder), 0, seen, uris, report);
      return uris;
    },
    read: async (uri) => readManifest(pathOf(uri)),
  };
}

async function walk(
  folder: string,
  depth: number,
  seen: Set<string>,
  uris: string[],
  report?: (found: number) => void,
): Promise<void> {
  if (depth > maximumDepth || uris.length >= maximumFiles) return;
  const real = await fs.realpath(folder).catch(() => undefined);
  if (real === undefined || seen.has(real)) return;
  seen.add(real);
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const folders: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const target = entry.isSymbolicLink() ? await fs.stat(path).catch(() => undefined) : entry;
    if (target === undefined) continue;
    if (target.isDirectory()) {
      if (!entry.name.startsWith(".") && !leftAlone.has(entry.name)) folders.push(path);
    } else if (target.isFile() && isManifestUri(entry.name)) {
      uris.push(canonicalUri(pathToFileURL(path).href));
    }
  }
  report?.(uris.length);
  for (const path of folders) await walk(path, depth + 1, seen, uris, report);
}

async function readManifest(path: string): Promise<FileRead> {
  try {
    const { size } = await fs.stat(path);
    if (size > maximumSize) return { unread: `it is larger than ${maximumSize / 1024 / 1024} MB` };
    const bytes = await fs.readFile(path);
    if (bytes.subarray(0, 8192).includes(0)) return { unread: "it is not a text file" };
    return bytes.toString("utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    return {
      unread: code === "EACCES" || code === "EPERM" ? "reading it is not permitted" : `${code ?? "unknown error"}`,
    };
  }
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}
