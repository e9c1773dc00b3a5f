import { applyEdits, type Fix, type TextEdit, type TextRange } from "../diagnostic.ts";
import type { FieldPath, Json, JsonObject, ObjectKey } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import { insertEntry, removeEntry, renderYaml, setKey, setValue } from "../yaml/edit.ts";
import { locate } from "../yaml/locate.ts";
import { parse } from "../yaml/parse.ts";
import { split } from "../yaml/split.ts";
import type { MapEntry, YamlNode, YamlTree } from "../yaml/tree.ts";
import type { Change, FixPlan } from "./rule.ts";

/** Where an object is written. */
export interface ManifestText {
  readonly uri: string;
  /** Where its document begins in the file. */
  readonly start: number;
  readonly tree: YamlTree;
  /** Where in the document it stands: `items`, n in a List. */
  readonly path?: FieldPath;
}

/** All that a fix needs of the texts. */
export interface TextDoor {
  /** The file of the finding. */
  readonly uri: string;
  /** The `.gateway-lens.yaml` that governs the finding's file, or the one that would. */
  readonly settingsUri: string;
  text(uri: string): string | undefined;
  manifest(object: ObjectKey): ManifestText | undefined;
}

interface FileEdit extends TextEdit {
  readonly uri: string;
}

/** The exact edits of a fix; `undefined` where the files do not allow it (an object that is in no file, a template). */
export function applyFix(plan: FixPlan, door: TextDoor): Fix | undefined {
  const edits: FileEdit[] = [];
  for (const changes of groupsOf(plan.changes)) {
    const made =
      changes.length > 1 ? editsOfMany(changes, door) : changes.flatMap((change) => editsOrGap(change, door));
    for (const edit of made) {
      if (edit === undefined) return undefined;
      edits.push(edit);
    }
  }
  const files = new Map<string, TextEdit[]>();
  for (const { uri, range, newText } of edits) {
    const list = files.get(uri) ?? [];
    list.push({ range, newText });
    files.set(uri, list);
  }
  if (files.size === 0) return undefined;
  return {
    title: plan.title,
    edits: [...files].map(([uri, list]) => ({ uri, edits: list.sort((a, b) => a.range.start - b.range.start) })),
    ...(plan.preferred === true ? { preferred: true } : {}),
    ...(plan.silences === true ? { silences: true } : {}),
  };
}

/** Changes of one object follow upon each other: the second may stand in what the first adds. */
function groupsOf(changes: readonly Change[]): Iterable<readonly Change[]> {
  const groups = new Map<string, Change[]>();
  changes.forEach((change, at) => {
    const object = objectOf(change);
    const key = object === undefined ? `#${at}` : `${object.group}/${object.kind}/${object.namespace}/${object.name}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  });
  return groups.values();
}

function objectOf(change: Change): ObjectKey | undefined {
  if ("set" in change) return change.set.object;
  if ("append" in change) return change.append.object;
  if ("remove" in change) return change.remove.object;
  return "rename" in change ? change.rename.object : undefined;
}

function editsOf(change: Change, door: TextDoor): readonly FileEdit[] | undefined {
  if ("removeKeyAt" in change) return removeKeyAt(change.removeKeyAt, door);
  if ("replace" in change) return [{ uri: door.uri, range: change.replace, newText: change.text }];
  if ("suppress" in change) return suppress(change.suppress, change.at, door);
  if ("declareExternal" in change) return declareExternal(change.declareExternal, door);
  if ("create" in change) return create(change.create, change.beside, door);
  if ("removeManifest" in change) return removeManifest(change.removeManifest, door);
  const object = objectOf(change);
  const manifest = object === undefined ? undefined : door.manifest(object);
  if (manifest === undefined) return undefined;
  const made = treeEdits(change, manifest.tree, manifest.path ?? []);
  if (made.length === 0) return undefined;
  const ending = lineEnding(manifest.tree.text);
  return made.map(({ range, newText }) => ({
    uri: manifest.uri,
    range: moved(range, manifest.start),
    newText: withEnding(newText, ending),
  }));
}

function editsOrGap(change: Change, door: TextDoor): readonly (FileEdit | undefined)[] {
  return editsOf(change, door) ?? [undefined];
}

/** A document goes with its `---` and all that stands before the next one. */
function removeManifest(key: ObjectKey, door: TextDoor): readonly FileEdit[] | undefined {
  const manifest = door.manifest(key);
  if (manifest === undefined) return undefined;
  const { uri, start, tree, path = [] } = manifest;
  const edits =
    path.length === 0
      ? [{ range: { start: 0, end: tree.text.length }, newText: "" }]
      : removeEntry(tree, path, { whenLast: "remove-parent" });
  return edits.map(({ range, newText }) => ({
    uri,
    range: { start: start + range.start, end: start + range.end },
    newText,
  }));
}

function treeEdits(change: Change, tree: YamlTree, prefix: FieldPath): readonly TextEdit[] {
  if ("set" in change) {
    const path = [...prefix, ...change.set.path];
    return locate(tree, path).exact ? setValue(tree, path, change.value) : insertEntry(tree, path, change.value);
  }
  if ("append" in change) {
    return insertEntry(tree, [...prefix, ...change.append.path, Number.MAX_SAFE_INTEGER], change.value);
  }
  if ("remove" in change) {
    return removeEntry(tree, [...prefix, ...change.remove.path], { whenLast: "remove-parent" });
  }
  return "rename" in change ? setKey(tree, [...prefix, ...change.rename.path], change.key) : [];
}

/** One after the other on the object's document; far-apart changes that do not meet stay edits of their own. */
function editsOfMany(changes: readonly Change[], door: TextDoor): readonly (FileEdit | undefined)[] {
  const single = changes.flatMap((change) => editsOrGap(change, door));
  const sorted = single.filter((edit) => edit !== undefined).sort((a, b) => a.range.start - b.range.start);
  const meet = sorted.some((edit, at) => at > 0 && edit.range.start <= (sorted[at - 1]?.range.end ?? -1));
  if (sorted.length === single.length && !meet) return single;
  const [first] = changes;
  const object = first === undefined ? undefined : objectOf(first);
  const manifest = object === undefined ? undefined : door.manifest(object);
  if (manifest === undefined) return [undefined];
  let text = manifest.tree.text;
  for (const change of changes) {
    const made = treeEdits(change, parse(text).tree, manifest.path ?? []);
    if (made.length === 0) return [undefined];
    const ending = lineEnding(manifest.tree.text);
    text = applyEdits(
      text,
      made.map(({ range, newText }) => ({ range, newText: withEnding(newText, ending) })),
    );
  }
  const { range, newText } = difference(manifest.tree.text, text);
  return [{ uri: manifest.uri, range: moved(range, manifest.start), newText }];
}

function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  return { range: { start, end: before.length - end }, newText: after.slice(start, after.length - end) };
}

/** The entry's own lines; one that shares its line with others stays, since what is around it may need it. */
function removeKeyAt(key: TextRange, door: TextDoor): readonly FileEdit[] | undefined {
  const text = door.text(door.uri) ?? "";
  const part = split(text).findLast(({ start }) => start <= key.start);
  const root = part === undefined ? undefined : parse(part.text).tree.root;
  const entry = root === undefined || part === undefined ? undefined : entryAt(root, key.start - part.start);
  if (part === undefined || entry === undefined) return undefined;
  const start = text.lastIndexOf("\n", key.start - 1) + 1;
  const found = text.indexOf("\n", part.start + entry.end);
  const end = found < 0 ? text.length : found + 1;
  const around = text.slice(start, key.start) + text.slice(part.start + entry.end, end);
  return around.replace(/#[^\n]*/, "").trim() === ""
    ? [{ uri: door.uri, range: { start, end }, newText: "" }]
    : undefined;
}

function entryAt(node: YamlNode, offset: number): MapEntry | undefined {
  if (offset < node.start || offset > node.end) return undefined;
  if (node.kind === "list") return firstOf(node.items, ({ node: item }) => entryAt(item, offset));
  if (node.kind !== "map") return undefined;
  return firstOf(node.entries, (entry) => (entry.key.start === offset ? entry : entryAt(entry.value, offset)));
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function suppress(code: string, at: Place | TextRange, door: TextDoor): readonly FileEdit[] | undefined {
  const manifest = "object" in at ? door.manifest(at.object) : undefined;
  const uri = manifest?.uri ?? door.uri;
  const text = door.text(uri);
  if (text === undefined || ("object" in at && manifest === undefined)) return undefined;
  const offset =
    "object" in at && manifest !== undefined
      ? manifest.start + locate(manifest.tree, [...(manifest.path ?? []), ...at.path], at.side).start
      : (at as TextRange).start;
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
  const newText = `${indent}# gateway-lens-disable-next-line ${code}${lineEnding(text)}`;
  return [{ uri, range: { start: line, end: line }, newText }];
}

function declareExternal({ group, kind, namespace, name }: ObjectKey, door: TextDoor): readonly FileEdit[] {
  const entry: JsonObject = {
    ...(group === "" ? {} : { group }),
    kind,
    ...(namespace === "" ? {} : { namespace }),
    name,
  };
  const uri = door.settingsUri;
  const text = door.text(uri) ?? "";
  if (text.trim() === "") {
    return [{ uri, range: { start: 0, end: text.length }, newText: renderYaml({ external: [entry] }) }];
  }
  return insertEntry(parse(text).tree, ["external", Number.MAX_SAFE_INTEGER], entry).map(({ range, newText }) => ({
    uri,
    range,
    newText: withEnding(newText, lineEnding(text)),
  }));
}

function create(object: Json, beside: ObjectKey, door: TextDoor): readonly FileEdit[] | undefined {
  const manifest = door.manifest(beside);
  if (manifest === undefined || manifest.uri.endsWith(".json")) return undefined;
  const { uri, start, tree } = manifest;
  const end = start + tree.text.length;
  const ending = lineEnding(tree.text);
  const newText = `${tree.text.endsWith("\n") ? "" : ending}---${ending}${withEnding(renderYaml(object), ending)}`;
  return [{ uri, range: { start: end, end }, newText }];
}

function moved({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}

function lineEnding(text: string): string {
  return /\r\n/.test(text.slice(0, 4096)) ? "\r\n" : "\n";
}

function withEnding(text: string, ending: string): string {
  return ending === "\n" ? text : text.replaceAll(/\r?\n/g, ending);
}
