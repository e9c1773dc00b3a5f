import type { TextRange } from "../diagnostic.ts";
import type { FieldPath } from "../kubernetes/object.ts";
import { locate, type Side } from "../yaml/locate.ts";
import { type Parsed, parse } from "../yaml/parse.ts";
import { readValues } from "../yaml/read.ts";
import { findTemplate } from "../yaml/scan.ts";
import { split } from "../yaml/split.ts";
import { deepEqual } from "./equal.ts";
import { type Manifest, manifestsOf } from "./manifest.ts";
import { mayBeRelevant } from "./relevance.ts";

/** A document of a file, as read. Free of its place in the file: an unchanged document is the same object after every edit. */
export interface PartReading {
  readonly text: string;
  readonly manifests: readonly Manifest[];
  /** Nothing but YAML that kubectl reads as it looks; where false, parsing tells what is wrong. */
  readonly clean: boolean;
}

export interface FileReading {
  readonly text: string;
  readonly parts: readonly PartReading[];
  /** Where each part begins in the text. */
  readonly starts: readonly number[];
}

const nothing: FileReading = { text: "", parts: [], starts: [] };

/**
 * Reads a file again after a change: a document that was there before is not read twice, and a manifest that means what it
 * meant before is the same object.
 */
export function readFile(text: string, before: FileReading = nothing): FileReading {
  if (text === before.text) return before;
  if (!mayBeRelevant(text)) return { text, parts: [], starts: [] };
  const cut = split(text);
  const old = before.parts;
  let head = 0;
  while (head < cut.length && head < old.length && cut[head]?.text === old[head]?.text) head++;
  let tail = 0;
  while (
    tail < cut.length - head &&
    tail < old.length - head &&
    cut[cut.length - 1 - tail]?.text === old[old.length - 1 - tail]?.text
  ) {
    tail++;
  }
  const replaced = old.slice(head, old.length - tail);
  const known = new Map(replaced.map((part) => [part.text, part]));
  const meant = new Map(
    replaced.flatMap(({ manifests }) => manifests.map((manifest) => [manifest.id, manifest] as const)),
  );
  const parts = cut.map(({ text: partText }, at) => {
    if (at < head) return old[at] ?? readPart(partText, meant);
    if (at >= cut.length - tail) return old[at - cut.length + old.length] ?? readPart(partText, meant);
    return known.get(partText) ?? readPart(old.length === 0 ? partText : ownCopy(partText), meant);
  });
  return { text, parts, starts: cut.map(({ start }) => start) };
}

function readPart(text: string, before: ReadonlyMap<string, Manifest>): PartReading {
  if (!mayBeRelevant(text)) return { text, manifests: [], clean: true };
  const { value, clean } = readValues(text);
  const manifests = value === undefined && !clean ? guessed(text) : manifestsOf(value, false);
  return { text, clean, manifests: manifests.map((manifest) => sameAs(before.get(manifest.id), manifest)) };
}

/** What a document that kubectl would not read seems to define, so that others do not miss it while it is being typed. */
function guessed(text: string): readonly Manifest[] {
  if (findTemplate(text) !== undefined) return [];
  return manifestsOf(parse(text).tree.root?.value, true);
}

function sameAs(before: Manifest | undefined, after: Manifest): Manifest {
  return before !== undefined && deepEqual(before, after) ? before : after;
}

/** Of a slice, so that the rest of the text that it was cut from can be freed. */
function ownCopy(slice: string): string {
  const copy = slice.slice(0, 1) + slice.slice(1);
  // Comparing with itself makes the engine lay the text out anew.
  return copy.charCodeAt(copy.length - 1) >= 0 ? copy : slice;
}

/** The trees of the documents that were asked for last: a tree takes ten times the memory of its text. */
export function createTrees(most = 64): (part: PartReading) => Parsed {
  const trees = new Map<PartReading, Parsed>();
  return (part) => {
    const known = trees.get(part);
    if (known !== undefined) {
      trees.delete(part);
      trees.set(part, known);
      return known;
    }
    const parsed = parse(part.text);
    trees.set(part, parsed);
    if (trees.size > most) trees.delete(trees.keys().next().value ?? part);
    return parsed;
  };
}

/** Where the places of documents stand: kept beside the document, which outlives its tree. */
export function createRanges(
  tree: (part: PartReading) => Parsed,
  checkpoint: () => void,
): (part: PartReading, path: FieldPath, side: Side, glance?: () => TextRange | undefined) => TextRange {
  const known = new WeakMap<PartReading, Map<string, TextRange>>();
  return (part, path, side, glance) => {
    let ranges = known.get(part);
    if (ranges === undefined) {
      ranges = new Map();
      known.set(part, ranges);
    }
    const key = `${side} ${path.map((step) => (typeof step === "number" ? `#${step}` : step)).join("\n")}`;
    let range = ranges.get(key);
    if (range === undefined) {
      const { start, end } = glance?.() ?? locate(tree(part).tree, path, side);
      range = { start, end };
      ranges.set(key, range);
      checkpoint();
    }
    return range;
  };
}
