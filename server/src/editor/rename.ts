import type { Fix, TextEdit } from "../diagnostic.ts";
import { keyText } from "../kubernetes/object.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { plainOrQuoted, quoted } from "../yaml/render.ts";
import type { Cursor } from "./cursor.ts";
import type { Named, Names } from "./names.ts";
import type { FileRange } from "./place.ts";

/** The word that would be renamed, or why it cannot be. */
export type RenameTarget = { readonly range: Cursor["range"]; readonly name: string } | { readonly refused: string };

export type Renaming = Pick<Fix, "edits"> | { readonly refused: string };

const nameForm = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

export function renameTarget(names: Names, cursor: Cursor): RenameTarget | undefined {
  const named = names.at(cursor);
  if (named === undefined || cursor.range.start === cursor.range.end) return undefined;
  if (cursor.side !== "value" || cursor.node?.kind !== "scalar") return undefined;
  if (named.section !== undefined && "port" in named.section)
    return { refused: "A port is a number: change it where it is." };
  if (names.declarations(named, cursor.clusters).length === 0) {
    return { refused: `${named.key.kind} "${named.key.name}" is not written in these files.` };
  }
  return { range: cursor.range, name: nameOf(named) };
}

/** Renames an object or a listener where it is written and wherever it is referred to. */
export function rename(workspace: Workspace, names: Names, cursor: Cursor, newName: string): Renaming | undefined {
  const named = names.at(cursor);
  const target = renameTarget(names, cursor);
  if (named === undefined || target === undefined || "refused" in target) return target;
  if (!nameForm.test(newName)) {
    return { refused: `"${newName}" is no name for a Kubernetes object: lower case letters, digits, "-" and ".".` };
  }
  if (newName === nameOf(named)) return { edits: [] };
  const taken = takenBy(workspace, named, cursor, newName);
  if (taken !== undefined) return { refused: taken };
  const places: readonly FileRange[] = [
    ...names.declarations(named, cursor.clusters),
    ...names.uses(named, cursor.clusters),
  ];
  const files = new Map<string, Map<number, TextEdit>>();
  for (const { uri, range } of places) {
    const content = workspace.file(uri)?.content;
    if (typeof content !== "string") continue;
    const edit = { range, newText: inStyleOf(content.slice(range.start, range.end), newName) };
    const edits = files.get(uri);
    if (edits === undefined) files.set(uri, new Map([[range.start, edit]]));
    else edits.set(range.start, edit);
  }
  return {
    edits: [...files].map(([uri, edits]) => ({
      uri,
      edits: [...edits.values()].sort((a, b) => a.range.start - b.range.start),
    })),
  };
}

function takenBy(
  workspace: Workspace,
  { key, section }: Named,
  { clusters }: Cursor,
  newName: string,
): string | undefined {
  for (const cluster of clusters) {
    if (section === undefined) {
      if (workspace.locate(cluster, keyText({ ...key, name: newName })) !== undefined) {
        return `There is a ${key.kind} "${newName}" already.`;
      }
      continue;
    }
    const listeners = (
      workspace.locate(cluster, keyText(key))?.manifest.value.spec as { listeners?: unknown } | undefined
    )?.listeners;
    const names = Array.isArray(listeners)
      ? listeners.map((listener: { name?: unknown } | null) => listener?.name)
      : [];
    if (names.includes(newName)) return `There is a listener "${newName}" already.`;
  }
  return undefined;
}

function nameOf({ key, section }: Named): string {
  return section !== undefined && "listener" in section ? section.listener : key.name;
}

/** Quotes stay as they are. */
function inStyleOf(written: string, name: string): string {
  if (written.startsWith('"')) return quoted(name, "double");
  if (written.startsWith("'")) return quoted(name, "single");
  return plainOrQuoted(name, "flow");
}
