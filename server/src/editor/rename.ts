import type { Fix, TextEdit, TextRange } from "../diagnostic.ts";
import { label1035Problems, labelProblems, subdomainProblems } from "../kubernetes/names.ts";
import { displayName, keyText } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { rewritten, setValue } from "../yaml/edit.ts";
import { type Cursor, cursorAt, valueAt } from "./cursor.ts";
import type { Mentions } from "./mentions.ts";
import { listAt, objectAt } from "./reference.ts";
import { definitionsOf, type NamedThing, namedAt, usesOf } from "./symbol.ts";

/** What can be renamed here, or why it cannot. */
export type Renaming = { readonly range: TextRange; readonly name: string } | { readonly refused: string };

/** Absent where the cursor is on nothing that has a name. */
export function prepareRename(workspace: Workspace, uri: string, offset: number): Renaming | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  const thing = cursor === undefined ? undefined : namedAt(cursor);
  if (cursor?.manifest === undefined || thing === undefined || cursor.side !== "value") return undefined;
  const refused = refusal(workspace, cursor, thing);
  if (refused !== undefined) return { refused };
  const name = String(valueAt(cursor.manifest.value, cursor.path) ?? "");
  return { range: cursor.range, name };
}

/** The edits that give the thing under the cursor another name everywhere, in all files of its clusters; or why not. */
export function renameAt(
  workspace: Workspace,
  mentions: Mentions,
  uri: string,
  offset: number,
  name: string,
): Fix | { readonly refused: string } | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  const thing = cursor === undefined ? undefined : namedAt(cursor);
  if (cursor === undefined || thing === undefined) return undefined;
  const why = refusal(workspace, cursor, thing) ?? conflict(workspace, cursor.clusters, thing, name);
  if (why !== undefined) return { refused: why };
  const occurrences = [
    ...definitionsOf(workspace, cursor.clusters, thing),
    ...usesOf(workspace, mentions, cursor.clusters, thing),
  ];
  const { target, section } = thing;
  const value = section !== undefined && "port" in section ? Number(name) : name;
  const word = section === undefined ? target.name : String("port" in section ? section.port : section.listener);
  const files = new Map<string, Map<number, TextEdit>>();
  for (const { uri: where, located, path, range } of occurrences) {
    const { part, start: from, manifest } = located;
    const edits = files.get(where) ?? new Map<number, TextEdit>();
    files.set(where, edits);
    const written = part.text.slice(range.start - from, range.end - from);
    // Where the word itself stands, nothing has to be parsed to write another one.
    if (written === word || written === `"${word}"` || written === `'${word}'`) {
      edits.set(range.start, { range, newText: rewritten(written, value) });
      continue;
    }
    for (const { range: changed, newText } of setValue(workspace.tree(part).tree, [...manifest.path, ...path], value)) {
      const start = changed.start + from;
      edits.set(start, { range: { start, end: changed.end + from }, newText });
    }
  }
  return {
    title: `Rename to ${name}`,
    edits: [...files].map(([where, edits]) => ({
      uri: where,
      edits: [...edits.values()].sort((a, b) => a.range.start - b.range.start),
    })),
  };
}

function refusal(workspace: Workspace, { clusters }: Cursor, thing: NamedThing): string | undefined {
  const { target, section } = thing;
  const what = `${target.kind} "${displayName(target)}"`;
  if (target.name === "default" && (target.kind === "Namespace" || target.kind === "Mesh")) {
    return `${what} is also meant where nothing is written, so it cannot be renamed here.`;
  }
  if (definitionsOf(workspace, clusters, thing).length > 0) return undefined;
  const known = clusters.some(({ store }) => store.peekManifests(keyText(target)).length > 0);
  if (section !== undefined && known) {
    const part = "port" in section ? `port ${section.port}` : `"${section.listener}"`;
    return `${what} has no ${part} that could be renamed.`;
  }
  return `${what} is in no file, so only this reference could be changed: edit it instead.`;
}

function conflict(
  workspace: Workspace,
  clusters: readonly ClusterState[],
  thing: NamedThing,
  name: string,
): string | undefined {
  const { target, section } = thing;
  const wrong = invalid(thing, name);
  if (wrong !== undefined) return wrong;
  if (section === undefined) {
    const other = { ...target, name };
    const taken = clusters.find(({ store }) => store.peekManifests(keyText(other)).length > 0);
    return taken === undefined || name === target.name
      ? undefined
      : `${target.kind} "${displayName(other)}" is already there in cluster ${taken.name}.`;
  }
  for (const { located, path } of definitionsOf(workspace, clusters, thing)) {
    const [spec, field = "", index, part = ""] = path;
    const siblings = spec === "spec" ? listAt(objectAt(located.manifest.value.spec)[field]) : [];
    const taken = siblings.some((item, at) => at !== index && String(objectAt(item)[part] ?? "") === name);
    if (taken) return `${target.kind} "${displayName(target)}" already has ${part} ${name} in another of its ${field}.`;
  }
  return undefined;
}

function invalid({ target, section }: NamedThing, name: string): string | undefined {
  if (section !== undefined && "port" in section) {
    const port = Number(name);
    return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : `"${name}" is no port: 1 to 65535.`;
  }
  const isService = target.kind === "Service" && target.group === "";
  const problemsOf =
    isService && section === undefined
      ? label1035Problems
      : isService || target.kind === "Namespace"
        ? labelProblems
        : subdomainProblems;
  const [first] = problemsOf(name);
  return first === undefined ? undefined : `"${name}" cannot be a name here: ${first}`;
}
