import type { Severity } from "../diagnostic.ts";

/** Counted from 1; columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A change of a file, as `--fix` would make it. */
export interface FindingFix {
  readonly title: string;
  readonly edits: readonly { readonly path: string; readonly range: Range; readonly newText: string }[];
}

/** What every report says of a finding; `--format json` prints exactly this (docs/check-json.md). */
export interface Finding {
  /** Relative to the current folder, with forward slashes; `-` is the standard input. */
  readonly path: string;
  readonly range: Range;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly because?: string;
  /** Address of the page that explains the code. */
  readonly docs: string;
  /** Names of the clusters that it is about, where the workspace has several and they differ, joined with `, `. */
  readonly cluster?: string;
  readonly related?: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  readonly fixes?: readonly FindingFix[];
}

export interface Summary {
  readonly files: number;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly informations: number;
  readonly hints: number;
}

/** All that a report is made of. `sources` has the text of every path that a finding names. */
export interface Report {
  readonly version: string;
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly sources: ReadonlyMap<string, string>;
}
