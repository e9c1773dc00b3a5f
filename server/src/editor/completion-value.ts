import type { Json } from "../kubernetes/object.ts";
import { plainOrQuoted, quoted } from "../yaml/render.ts";
import { slotOf } from "./completion-field.ts";
import { type CompletionItem, literally } from "./completion-item.ts";
import { columnAt, endsLine, type Site } from "./completion-site.ts";

/** A value that fits, and what has to be written beside it. */
export interface Candidate {
  readonly value: string | number | boolean;
  readonly what?: "value" | "name";
  readonly from?: "schema";
  readonly detail?: string;
  readonly documentation?: string;
  /** Fields of the same map that are not written yet. */
  readonly beside?: readonly (readonly [string, Json])[];
  /** Smaller comes first; 0 unless said. */
  readonly rank?: number;
  /** Instead of the value: text with tab stops, for strings that go on. */
  readonly snippet?: string;
  readonly ignored?: boolean;
}

/** More than a reader looks through. */
export const mostValues = 200;

/** Items for candidates at the cursor: quoted where they must be, or as what they replace is. */
export function valueItems(
  site: Site,
  candidates: readonly Candidate[],
): { readonly items: readonly CompletionItem[]; readonly partial: boolean } {
  const typed = site.text.slice(site.range.start, site.offset).replace(/^["']/, "").toLowerCase();
  const fitting =
    candidates.length <= mostValues ? candidates : candidates.filter(({ value }) => contains(String(value), typed));
  const slot = slotOf(site);
  const items = fitting.slice(0, mostValues).map((candidate, at): CompletionItem => {
    const { value, what = "value", from, detail, documentation, rank = 0, ignored } = candidate;
    const written = scalarText(site, value);
    const text = candidate.snippet ?? written + besideText(site, candidate.beside ?? []);
    return {
      label: String(value),
      what,
      ...(from === undefined ? {} : { from }),
      ...(detail === undefined ? {} : { detail }),
      ...(documentation === undefined ? {} : { documentation }),
      range: slot.range,
      text: slot.around(spaced(site, text)),
      snippet: candidate.snippet !== undefined,
      rank: rank * 1000 + at,
      ...(written === String(value) ? {} : { filter: written }),
      ...(ignored === true ? { ignored } : {}),
    };
  });
  return { items, partial: fitting.length > mostValues };
}

/** Text that continues a word, as a snippet: `${1:www}.example.com`. */
export function openEnded(site: Site, before: string, hole: string, after: string): string {
  const whole = `${before}${hole}${after}`;
  const [head, tail] = split(scalarText(site, whole), hole);
  return `${literally(head)}\${1:${literally(hole)}}${literally(tail)}`;
}

function split(text: string, hole: string): readonly [string, string] {
  const at = text.indexOf(hole);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + hole.length)];
}

function contains(value: string, typed: string): boolean {
  return typed === "" || value.toLowerCase().includes(typed);
}

export function scalarText(site: Site, value: string | number | boolean): string {
  const { node, flow } = site;
  if (typeof value === "string" && node?.kind === "scalar" && (node.style === "single" || node.style === "double")) {
    return quoted(value, node.style);
  }
  if (flow === "json") return JSON.stringify(value);
  return plainOrQuoted(value, flow === undefined ? "block" : "flow");
}

/** A colon or dash right before the cursor needs a space. */
function spaced({ text, range }: Site, written: string): string {
  const before = text.charAt(range.start - 1);
  return before === ":" || (before === "?" && range.start > 0) ? ` ${written}` : written;
}

function besideText(site: Site, fields: readonly (readonly [string, Json])[]): string {
  if (fields.length === 0) return "";
  if (site.flow !== undefined) {
    const name = (text: string) => (site.flow === "json" ? JSON.stringify(text) : plainOrQuoted(text, "flow"));
    return fields.map(([field, value]) => `, ${name(field)}: ${scalarOf(value, site.flow)}`).join("");
  }
  const column = columnOfKey(site);
  // Something follows on this line: then only the name is written.
  if (column === undefined || !endsLine(site, site.range.end)) return "";
  const indent = `${site.style.eol}${" ".repeat(column)}`;
  return fields
    .map(([field, value]) => `${indent}${plainOrQuoted(field, "key")}: ${scalarOf(value, undefined)}`)
    .join("");
}

function scalarOf(value: Json, flow: Site["flow"]): string {
  if (value !== null && typeof value === "object") return JSON.stringify(value);
  return flow === "json" ? JSON.stringify(value) : plainOrQuoted(value, flow === undefined ? "block" : "flow");
}

/** Where the key of the value at the cursor begins, if key and value share a line. */
function columnOfKey(site: Site): number | undefined {
  const start = site.text.lastIndexOf("\n", site.range.start - 1) + 1;
  const head = /^([ \t]*(?:- +)*)["']?[^\s"':]+["']?[ \t]*:/.exec(site.text.slice(start, site.range.start));
  return head?.[1] === undefined ? undefined : columnAt(site, start + head[1].length);
}
