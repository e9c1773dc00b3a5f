import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createTwoFilesPatch } from "diff";
import { type Analysis, applyEdits, editsTogether, type Fix, type Snapshot } from "../analysis.ts";

/** A file that fixes change: its text on disk (`undefined`: it does not exist yet) and what it becomes. */
export interface FixedFile {
  readonly uri: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** A mistake may hide another one; this bounds how often fixes are looked for again. */
const rounds = 10;

/**
 * Applies the fixes that need no choice (the preferred ones) until none is left. Fixes of one round that touch the same text
 * wait for the next. The analysis ends in the fixed state; nothing is written.
 */
export function fixAll(analysis: Analysis, within: (uri: string) => boolean): readonly FixedFile[] {
  const before = new Map<string, string | undefined>();
  for (let round = 0; round < rounds; round++) {
    const snapshot = analysis.snapshot();
    const chosen = editsTogether(preferredFixes(snapshot, within));
    if (chosen.size === 0) break;
    const files = new Map<string, string>();
    for (const [uri, edits] of chosen) {
      const text = snapshot.text(uri);
      if (!before.has(uri)) before.set(uri, text);
      files.set(uri, applyEdits(text ?? "", edits));
    }
    analysis.apply({ files });
  }
  const snapshot = analysis.snapshot();
  return [...before]
    .map(([uri, text]) => ({ uri, before: text, after: snapshot.text(uri) ?? "" }))
    .filter((file) => file.before !== file.after);
}

function* preferredFixes(snapshot: Snapshot, within: (uri: string) => boolean): Generator<Fix> {
  for (const uri of snapshot.uris()) {
    if (!within(uri)) continue;
    for (const { fixes } of snapshot.diagnostics(uri)) {
      const fix = fixes.find(({ preferred }) => preferred === true);
      if (fix !== undefined) yield fix;
    }
  }
}

/** A unified diff of all files. */
export function patchOf(files: readonly FixedFile[], pathOf: (uri: string) => string): string {
  return files
    .map(({ uri, before, after }) => {
      const path = pathOf(uri);
      const from = before === undefined ? "/dev/null" : `a/${path}`;
      return createTwoFilesPatch(from, `b/${path}`, before ?? "", after, undefined, undefined, { context: 3 }).replace(
        /^=+\n/,
        "",
      );
    })
    .join("");
}

/** Writes the files, but none that changed on disk since it was read; returns those that it left alone. */
export function writeFixes(files: readonly FixedFile[]): readonly string[] {
  const left: string[] = [];
  for (const { uri, before, after } of files) {
    const path = fileURLToPath(uri);
    if (textOnDisk(path) !== before) left.push(uri);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, after);
    }
  }
  return left;
}

function textOnDisk(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
