// go: encoding/pem (Decode). Texts are binary strings, one byte a character.

import { decodeBase64, isIllegal } from "../kubernetes/base64.ts";

export interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const start = "\n-----BEGIN ";
const end = "\n-----END ";
const dashes = "-----";

/** The line at `at` without its break and trailing blanks, and where the next one begins. */
function lineAt(text: string, at: number): { readonly line: string; readonly next: number } {
  const feed = text.indexOf("\n", at);
  let stop = feed < 0 ? text.length : feed;
  if (feed > at && text[feed - 1] === "\r") stop--;
  while (stop > at && (text[stop - 1] === " " || text[stop - 1] === "\t")) stop--;
  return { line: text.slice(at, stop), next: feed < 0 ? text.length : feed + 1 };
}

/** The first block at or after `from`. What is not well-formed is skipped, as text between blocks is. */
function blockFrom(text: string, from: number): { readonly block: PemBlock; readonly next: number } | undefined {
  let stop = -1;
  for (let at = from; ; ) {
    if (text.startsWith(start.slice(1), at)) at += start.length - 1;
    else {
      const found = text.indexOf(start, at);
      if (found < 0) return undefined;
      at = found + start.length;
    }
    const typeLine = lineAt(text, at);
    at = typeLine.next;
    if (!typeLine.line.endsWith(dashes)) continue;
    const type = typeLine.line.slice(0, -dashes.length);

    let headers = 0;
    for (;;) {
      if (at >= text.length) return undefined;
      const { line, next } = lineAt(text, at);
      if (!line.includes(":")) break;
      headers++;
      at = next;
    }

    const isEmpty = headers === 0 && text.startsWith(end.slice(1), at);
    // The next end line stays the next one until it is passed: looking for it anew at each start would be quadratic.
    if (isEmpty) stop = at;
    else if (stop < at) stop = text.indexOf(end, at);
    // No end line, for this block or for any later one.
    if (stop < 0) return undefined;
    const trailer = stop + (isEmpty ? end.length - 1 : end.length);
    if (!text.startsWith(type + dashes, trailer)) continue;
    if (lineAt(text, trailer + type.length + dashes.length).line !== "") continue;

    // Another block's dashes are not base64; seeing that first keeps many starts before one end linear.
    const dash = text.indexOf("-", at);
    if (dash >= 0 && dash < stop) continue;
    const bytes = decodeBase64(text.slice(at, stop).replaceAll(/[ \t]+/g, ""));
    if (isIllegal(bytes)) continue;
    return { block: { type, bytes }, next: lineAt(text, trailer).next };
  }
}

export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let found = blockFrom(text, 0); found !== undefined; found = blockFrom(text, found.next))
    blocks.push(found.block);
  return blocks;
}
