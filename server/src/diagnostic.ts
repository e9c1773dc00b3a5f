/** What the core says to whoever shows it, in offsets (UTF-16 code units) of a file's text. */

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** The text after edits that do not overlap; of several that insert at one place, the first comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start).reverse()) {
    out = out.slice(0, range.start) + newText + out.slice(range.end);
  }
  return out;
}

/** An exact change of one or more files. A uri that is not in the workspace is created with what is inserted at 0. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly uri: string; readonly edits: readonly TextEdit[] }[];
  /** The one that an editor applies without asking which. */
  readonly preferred?: boolean;
  /** It mends nothing: it keeps the finding silent. */
  readonly silences?: boolean;
}

export type Severity = "error" | "warning" | "information" | "hint";

export interface Related {
  readonly uri: string;
  readonly range: TextRange;
  readonly message: string;
}

export interface Diagnostic {
  readonly range: TextRange;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** The condition or refusal that a user would see in the cluster, verbatim. */
  readonly because?: string;
  /** Names of the clusters that say so, where a workspace has several and they differ. */
  readonly clusters?: readonly string[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** What has no effect (`unnecessary`, shown faded) or should not be used any more. */
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
}

/** The edits of several fixes by file; of two fixes that touch the same characters, the first. */
export function editsTogether(fixes: Iterable<Fix>): ReadonlyMap<string, readonly TextEdit[]> {
  const files = new Map<string, TextEdit[]>();
  for (const fix of fixes) {
    const clashes = fix.edits.some(({ uri, edits }) =>
      edits.some(({ range }) => files.get(uri)?.some((taken) => touches(range, taken.range))),
    );
    if (clashes) continue;
    for (const { uri, edits } of fix.edits) {
      const taken = files.get(uri);
      if (taken === undefined) files.set(uri, [...edits]);
      else taken.push(...edits);
    }
  }
  return files;
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
