import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { admission } from "./admission.ts";
import type { Comparison, VectorKind, VectorSet, Verdict } from "./kind.ts";
import { translation } from "./translation.ts";
import { yaml } from "./yaml.ts";

/** By the name of the folder that directly holds the files. */
const kinds: Readonly<Record<string, VectorKind>> = { admission, translation, yaml };

export interface FoundSet extends VectorSet {
  /** KIND/NAME: what the list of known failures calls it. */
  readonly key: string;
  readonly kind: VectorKind;
}

export interface Counts {
  readonly passed: number;
  readonly failed: readonly Verdict[];
}

/** Every set of vectors at or below a folder, in order of their paths. */
export function findSets(folder: string): readonly FoundSet[] {
  const byFolder = new Map<string, string[]>();
  for (const path of jsonlFiles(resolve(folder))) {
    byFolder.set(dirname(path), [...(byFolder.get(dirname(path)) ?? []), path]);
  }
  return [...byFolder].flatMap(([holder, paths]) => {
    const name = basename(holder);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) return [];
    return kind.sets(paths).map((set) => ({ ...set, kind, key: `${name}/${set.name}` }));
  });
}

function jsonlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return jsonlFiles(path);
    return entry.name.endsWith(".jsonl") ? [path] : [];
  });
}

/** The comparison that belongs to a folder of vectors: one beside or above it, else the project's usual one. */
export async function comparisonFor(folder: string): Promise<Comparison> {
  const start = resolve(folder);
  const candidates = [start, dirname(start), resolve("../shared/vectors")].map((at) => join(at, "compare.mjs"));
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no compare.mjs: looked for ${candidates.join(", ")}`);
  return (await import(pathToFileURL(found).href)) as Comparison;
}

/** The counts of each group of a set, in order of the groups' names. */
export function runSet(
  set: FoundSet,
  compare: Comparison,
  wanted: (id: string) => boolean = () => true,
  onFailure: (verdict: Verdict) => void = () => {},
): ReadonlyMap<string, Counts> {
  const groups = new Map<string, { passed: number; failed: Verdict[] }>();
  for (const verdict of set.kind.verdicts(set, { compare, wanted })) {
    const counts = groups.get(verdict.group) ?? { passed: 0, failed: [] };
    groups.set(verdict.group, counts);
    if (verdict.differences.length === 0) {
      counts.passed++;
      continue;
    }
    onFailure(verdict);
    // Only the id is kept: the differences of thousands of failures would not fit.
    counts.failed.push({ ...verdict, differences: [] });
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}

export function label(name: string, group: string): string {
  return group === "" ? name : `${name} [${group}]`;
}
