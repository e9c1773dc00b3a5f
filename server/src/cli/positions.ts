import type { TextRange } from "../diagnostic.ts";
import type { Position, Range } from "./finding.ts";

/** Turns offsets of a text into lines and columns, both from 1. */
export function positionsIn(text: string): (range: TextRange) => Range {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const positionOf = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return ({ start, end }) => ({ start: positionOf(start), end: positionOf(end) });
}
