import type { TextRange } from "../diagnostic.ts";

/** Something that can be written at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly what: "field" | "value" | "name" | "object";
  /** A field or a choice as the kind's schema has it: a YAML server with that schema offers it too. */
  readonly from?: "schema";
  /** In one line, beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is replaced, and by what; lines are indented already. `snippet`: with tab stops as editors know them. */
  readonly range: TextRange;
  readonly text: string;
  readonly snippet: boolean;
  /** What the typed word is compared with, where that is not the label. */
  readonly filter?: string;
  /** Smaller comes first. */
  readonly rank: number;
  /** Has no effect in this release. */
  readonly ignored?: boolean;
  /** There is more to complete right behind it. */
  readonly again?: boolean;
}

export interface Completion {
  readonly items: readonly CompletionItem[];
  /** There are more than are worth sending: ask again when more is typed. */
  readonly partial: boolean;
}

/** Text that stands for itself in a snippet. */
export function literally(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}

/** A place of a snippet that the cursor goes to, with a text to begin with. */
export function tabStop(number: number, text: string | number): string {
  return `\${${number}:${literally(String(text))}}`;
}

/** A snippet as it reads when nobody fills its tab stops in. */
export function withoutStops(snippet: string): string {
  return snippet
    .replaceAll(/(?<!\\)\$\{\d+\|((?:\\.|[^,|\\])*)[^|]*\|\}/g, "$1")
    .replaceAll(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replaceAll(/(?<!\\)\$(?:\d+|\{\d+\})/g, "")
    .replaceAll(/\\([\\$}])/g, "$1");
}

/** The text after the item is accepted. */
export function accepted(text: string, { range, text: written, snippet }: CompletionItem): string {
  return text.slice(0, range.start) + (snippet ? withoutStops(written) : written) + text.slice(range.end);
}
