/** What the core says to whoever shows it, in offsets (UTF-16 code units) of a file's text. */

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
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
