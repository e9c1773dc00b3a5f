import { applyEdits, type Fix, type TextEdit, type TextRange } from "../diagnostic.ts";
import { label1035Problems, labelProblems, subdomainProblems } from "../kubernetes/names.ts";
import { displayName, type FieldPath, type Json, keyText, samePath } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { deepEqual } from "../workspace/equal.ts";
import { type PartReading, readFile } from "../workspace/reading.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { rewritten, setValue } from "../yaml/edit.ts";
import { type Cursor, cursorAt, valueAt } from "./cursor.ts";
import type { Mentions } from "./mentions.ts";
import { listAt, objectAt } from "./reference.ts";
import { clustersTied, definitionsOf, type NamedThing, namedAt, type Occurrence, usesOf } from "./symbol.ts";

/** What can be renamed here, or why it cannot. */
export type Renaming = { readonly range: TextRange; readonly name: string } | { readonly refused: string };

/** Absent where the cursor is on nothing that has a name. */
export function prepareRename(workspace: Workspace, uri: string, offset: number): Renaming | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  const thing = cursor === undefined ? undefined : namedOn(cursor);
  if (cursor?.manifest === undefined || thing === undefined) return undefined;
  const refused = refusal(workspace, cursor.clusters, thing);
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
  const thing = cursor === undefined ? undefined : namedOn(cursor);
  if (cursor === undefined || thing === undefined) return undefined;
  const clusters = clustersTied(workspace, mentions, cursor.clusters, thing);
  const why = refusal(workspace, cursor.clusters, thing) ?? conflict(workspace, clusters, thing, name);
  if (why !== undefined) return { refused: why };
  const occurrences = [...definitionsOf(workspace, clusters, thing), ...usesOf(workspace, mentions, clusters, thing)];
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
  const tied = [...new Set(occurrences.map(({ located }) => located.part))].find(
    (part) => mayShare.test(part.text) && !saysOnly(part, occurrences, files, value),
  );
  if (tied !== undefined) {
    return { refused: `An anchor gives "${word}" to other fields too: rename it by hand.` };
  }
  return {
    title: `Rename to ${name}`,
    edits: [...files].map(([where, edits]) => ({
      uri: where,
      edits: [...edits.values()].sort((a, b) => a.range.start - b.range.start),
    })),
  };
}

/** The cursor has to be on the name itself: `kind` beside it means the same, but is no name. */
function namedOn(cursor: Cursor): NamedThing | undefined {
  const thing = cursor.side === "value" && cursor.range.end > cursor.range.start ? namedAt(cursor) : undefined;
  return thing !== undefined && samePath(thing.path, cursor.path) ? thing : undefined;
}

const mayShare = /[&*]/;

/** Whether a document says what it said but for the new name: an anchor's aliases can be names of something else. */
function saysOnly(
  part: PartReading,
  occurrences: readonly Occurrence[],
  files: ReadonlyMap<string, ReadonlyMap<number, TextEdit>>,
  value: Json,
): boolean {
  const here = occurrences.filter(({ located }) => located.part === part);
  const [first] = here;
  if (first === undefined) return true;
  const { start } = first.located;
  const edits = [...(files.get(first.uri)?.values() ?? [])]
    .map(({ range, newText }) => ({ range: { start: range.start - start, end: range.end - start }, newText }))
    .filter(({ range }) => range.start >= 0 && range.end <= part.text.length);
  const text = applyEdits(part.text, edits);
  const wanted = part.manifests.map((manifest) =>
    here
      .filter(({ located }) => located.manifest === manifest)
      .reduce((said: Json, { path }) => withValue(said, path, value), manifest.value),
  );
  const said = readFile(text).parts.flatMap(({ manifests }) => manifests.map((manifest) => manifest.value));
  return deepEqual(said, wanted);
}

function withValue(whole: Json, [step, ...rest]: FieldPath, value: Json): Json {
  if (step === undefined) return value;
  if (Array.isArray(whole)) {
    return (whole as readonly Json[]).map((item, at) => (at === step ? withValue(item, rest, value) : item));
  }
  const map = objectAt(whole);
  return { ...map, [step]: withValue(map[step] ?? null, rest, value) };
}

function refusal(workspace: Workspace, clusters: readonly ClusterState[], thing: NamedThing): string | undefined {
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
