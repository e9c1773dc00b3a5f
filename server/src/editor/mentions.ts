import type { TextRange } from "../diagnostic.ts";
import { type JsonObject, keyText, type ObjectKey } from "../kubernetes/object.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { PartReading } from "../workspace/reading.ts";
import type { Located } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { glanceIn } from "./glance.ts";
import type { FileRange } from "./place.ts";
import { listAt, objectAt, type Reference, referencesIn } from "./reference.ts";

/** A manifest and the file that it is in. */
export interface Written {
  readonly uri: string;
  readonly manifest: Manifest;
}

/** Words that manifests use where anything goes: offered again to whoever writes the next one. */
export type WordKind = "label" | "header" | "hostname" | `value of ${string}`;

/** Who names whom, kept up to date manifest by manifest: a keystroke costs what it changed. */
export interface Mentions {
  /** The manifests that refer to the object, in no order. */
  of(target: ObjectKey): Iterable<Written>;
  /** All manifests of all files. */
  written(): Iterable<Written>;
  /** How often each word is used. */
  words(kind: WordKind): ReadonlyMap<string, number>;
  /** Of a manifest, found once: a manifest that means the same is the same object. */
  referencesOf(manifest: Manifest): readonly Reference[];
  /** Where a reference is written. */
  placeOf(located: Located, reference: Reference): FileRange;
  /** Reads what changed since; every question does it by itself. */
  update(): void;
}

const nobody: ReadonlyMap<Manifest, string> = new Map();
const noWords: ReadonlyMap<string, number> = new Map();

export function createMentions(workspace: Workspace): Mentions {
  const takeTouched = workspace.follow();
  const pending = new Set<string>();
  const files = new Map<string, readonly Manifest[]>();
  const byTarget = new Map<string, Map<Manifest, string>>();
  const words = new Map<WordKind, Map<string, number>>();

  const references = new WeakMap<Manifest, readonly Reference[]>();
  const places = new WeakMap<Reference, { readonly part: PartReading; readonly range: TextRange }>();

  function referencesOf(manifest: Manifest): readonly Reference[] {
    const known = references.get(manifest) ?? referencesIn(manifest);
    references.set(manifest, known);
    return known;
  }

  function placeOf(located: Located, reference: Reference): FileRange {
    const { file, part, start } = located;
    let known = places.get(reference);
    if (known?.part !== part) {
      const { range } = glanceIn(workspace, located, reference.path);
      known = { part, range: { start: range.start - start, end: range.end - start } };
      places.set(reference, known);
      workspace.checkpoint();
    }
    const { range } = known;
    return { uri: file.uri, range: { start: start + range.start, end: start + range.end } };
  }

  function add(uri: string, manifest: Manifest): void {
    for (const { target } of referencesIn(manifest)) {
      const id = keyText(target);
      const known = byTarget.get(id);
      if (known === undefined) byTarget.set(id, new Map([[manifest, uri]]));
      else known.set(manifest, uri);
    }
    eachWord(manifest, (kind, word) => count(kind, word, 1));
  }

  function drop(manifest: Manifest): void {
    for (const { target } of referencesIn(manifest)) {
      const id = keyText(target);
      const known = byTarget.get(id);
      known?.delete(manifest);
      if (known?.size === 0) byTarget.delete(id);
    }
    eachWord(manifest, (kind, word) => count(kind, word, -1));
  }

  function count(kind: WordKind, word: string, by: 1 | -1): void {
    let known = words.get(kind);
    if (known === undefined) {
      known = new Map();
      words.set(kind, known);
    }
    const now = (known.get(word) ?? 0) + by;
    if (now > 0) known.set(word, now);
    else known.delete(word);
  }

  function update(): void {
    for (const uri of takeTouched()) pending.add(uri);
    for (const uri of pending) {
      pending.delete(uri);
      const before = files.get(uri) ?? [];
      const after = workspace.file(uri)?.manifests.map(({ manifest }) => manifest) ?? [];
      if (after.length === 0) files.delete(uri);
      else files.set(uri, after);
      const kept = new Set(after);
      const known = new Set(before);
      for (const manifest of before) if (!kept.has(manifest)) drop(manifest);
      for (const manifest of after) if (!known.has(manifest)) add(uri, manifest);
      workspace.checkpoint();
    }
  }

  return {
    update,
    referencesOf,
    placeOf,
    *of(target) {
      update();
      for (const [manifest, uri] of byTarget.get(keyText(target)) ?? nobody) yield { uri, manifest };
    },
    *written() {
      update();
      for (const [uri, manifests] of files) for (const manifest of manifests) yield { uri, manifest };
    },
    words(kind) {
      update();
      return words.get(kind) ?? noWords;
    },
  };
}

function eachWord({ key, value }: Manifest, tell: (kind: WordKind, word: string) => void): void {
  labels(objectAt(objectAt(value.metadata).labels), tell);
  const spec = objectAt(value.spec);
  if (key.kind === "Service") labels(objectAt(spec.selector), tell);
  for (const listener of listAt(spec.listeners)) {
    const { hostname } = objectAt(listener);
    if (typeof hostname === "string") tell("hostname", hostname);
  }
  for (const hostname of listAt(spec.hostnames)) if (typeof hostname === "string") tell("hostname", hostname);
  for (const rule of listAt(spec.rules)) {
    for (const match of listAt(objectAt(rule).matches)) headers(objectAt(match).headers, tell);
    for (const filter of listAt(objectAt(rule).filters)) {
      for (const modifier of ["requestHeaderModifier", "responseHeaderModifier"]) {
        const { set, add } = objectAt(objectAt(filter)[modifier]);
        headers(set, tell);
        headers(add, tell);
      }
    }
  }
}

function labels(written: JsonObject, tell: (kind: WordKind, word: string) => void): void {
  for (const [label, text] of Object.entries(written)) {
    if (typeof text !== "string") continue;
    tell("label", label);
    tell(`value of ${label}`, text);
  }
}

function headers(list: Parameters<typeof listAt>[0], tell: (kind: WordKind, word: string) => void): void {
  for (const header of listAt(list)) {
    const { name } = objectAt(header);
    if (typeof name === "string") tell("header", name);
  }
}
