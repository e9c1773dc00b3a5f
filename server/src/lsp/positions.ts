import type { TextRange } from "../diagnostic.ts";

/** What `character` of a position counts, as agreed in `initialize`. Offsets are always UTF-16 code units. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** A text with its lines. A line ends after `\n`, `\r\n` or `\r`, as the protocol has it. */
export interface Lines {
  readonly text: string;
  positionAt(offset: number): Position;
  /** Positions beyond a line's or the text's end are taken for that end. */
  offsetAt(position: Position): number;
  range(range: TextRange): Range;
  offsets(range: Range): TextRange;
  lineCount(): number;
}

export function createLines(text: string, encoding: PositionEncoding): Lines {
  const starts = lineStarts(text);

  function lineAt(offset: number): number {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where the line's content ends: before its line break. */
  function contentEnd(line: number): number {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    const crlf =
      text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13 && next - 2 >= (starts[line] ?? 0);
    return next - (crlf ? 2 : 1);
  }

  function positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, text.length));
    const line = lineAt(at);
    const start = starts[line] ?? 0;
    return { line, character: width(text, start, Math.min(at, contentEnd(line)), encoding) };
  }

  function offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = starts[line];
    return start === undefined ? text.length : advance(text, start, contentEnd(line), character, encoding);
  }

  return {
    text,
    positionAt,
    offsetAt,
    range: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    offsets: ({ start, end }) => ({ start: offsetAt(start), end: offsetAt(end) }),
    lineCount: () => starts.length,
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function unitWidth(code: number, encoding: PositionEncoding): number {
  if (encoding === "utf-32") return 1;
  if (encoding === "utf-16") return code > 0xffff ? 2 : 1;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code > 0xffff ? 4 : 3;
}

function width(text: string, start: number, end: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return end - start;
  let count = 0;
  for (let at = start; at < end; ) {
    const code = text.codePointAt(at) ?? 0;
    count += unitWidth(code, encoding);
    at += code > 0xffff ? 2 : 1;
  }
  return count;
}

function advance(text: string, start: number, end: number, character: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return Math.min(start + Math.max(0, character), end);
  let at = start;
  for (let count = 0; at < end && count < character; ) {
    const code = text.codePointAt(at) ?? 0;
    count += unitWidth(code, encoding);
    at += code > 0xffff ? 2 : 1;
  }
  return Math.min(at, end);
}
