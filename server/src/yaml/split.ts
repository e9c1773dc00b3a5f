/** A document of a file with everything around it. Each character of a file is in exactly one part. */
export interface Part {
  readonly text: string;
  /** Where the part begins in the file. */
  readonly start: number;
}

/**
 * Cuts a file at its `---` lines, each of which begins a part. Comments, blank lines and directives before the first one
 * belong to the first document. Inside a block scalar a `---` at the start of a line is a document's end too (YAML, and
 * kubectl's reader), so no parsing is needed.
 */
export function split(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let search = 0;
  let headOnly = true;
  for (;;) {
    const at = nextMarker(text, search);
    if (at === undefined) break;
    search = at + 3;
    if (at === 0 || (at === 1 && text.charCodeAt(0) === bom)) {
      headOnly = false;
      continue;
    }
    if (headOnly || endsWithDirectives(text, start, at)) {
      headOnly = false;
      if (saysNothing(text, start, at)) continue;
    }
    parts.push({ text: text.slice(start, at), start });
    start = at;
  }
  parts.push({ text: start === 0 ? text : text.slice(start), start });
  return parts;
}

const bom = 0xfeff;

function nextMarker(text: string, from: number): number | undefined {
  if (from === 0) {
    const first = text.charCodeAt(0) === bom ? 1 : 0;
    if (isMarker(text, first)) return first;
  }
  for (let at = text.indexOf("\n---", Math.max(0, from - 1)); at >= 0; at = text.indexOf("\n---", at + 1)) {
    if (isMarker(text, at + 1)) return at + 1;
  }
  return undefined;
}

function isMarker(text: string, at: number): boolean {
  if (!text.startsWith("---", at)) return false;
  const after = text.charCodeAt(at + 3);
  return Number.isNaN(after) || after === 10 || after === 13 || after === 32 || after === 9;
}

/** Only blank lines, comments and directives. */
function saysNothing(text: string, from: number, to: number): boolean {
  let line = from;
  if (text.charCodeAt(line) === bom) line++;
  while (line < to) {
    let at = line;
    while (at < to && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 13)) at++;
    const c = text.charCodeAt(at);
    if (at < to && c !== 10 && c !== 35 && !(c === 37 && at === line)) return false;
    const end = text.indexOf("\n", at);
    if (end < 0 || end >= to) return true;
    line = end + 1;
  }
  return true;
}

/** After `...` the directives of the next document may stand; they are no part of their own where nothing else stands there. */
function endsWithDirectives(text: string, start: number, at: number): boolean {
  return text.charCodeAt(start) === 37 && saysNothing(text, start, at);
}
