import type { TextRange } from "../diagnostic.ts";
import type { YamlTree } from "./tree.ts";

/** A comment that silences findings: `# gateway-lens-disable-next-line CODE[, CODE] -- reason`. */
export interface Directive {
  /** `document` stands before the document's first content and covers all of it. */
  readonly scope: "next-line" | "line" | "document";
  /** Each code with its word; none: every finding. */
  readonly codes: readonly { readonly code: string; readonly range: TextRange }[];
  readonly reason?: string;
  readonly comment: TextRange;
  /** A finding that starts in here is silenced. */
  readonly covers: TextRange;
}

/** The suppressions of a part, in order. Only real comments count, not what a block scalar contains. */
export function directives(_tree: YamlTree): readonly Directive[] {
  return [];
}
