import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { createLines, type PositionEncoding } from "./positions.ts";

const encodings: readonly PositionEncoding[] = ["utf-8", "utf-16", "utf-32"];

test("columns count what was agreed", () => {
  const text = "ä: 𝄞x\r\ny";
  const columns = { "utf-8": 8, "utf-16": 5, "utf-32": 4 };
  for (const encoding of encodings) {
    const lines = createLines(text, encoding);
    const at = text.indexOf("x");
    assert.deepEqual(lines.positionAt(at), { line: 0, character: columns[encoding] }, encoding);
    assert.equal(lines.offsetAt(lines.positionAt(at)), at);
    assert.deepEqual(lines.positionAt(text.indexOf("y")), { line: 1, character: 0 });
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), text.indexOf("\r"));
    assert.equal(lines.offsetAt({ line: 7, character: 0 }), text.length);
  }
});

test("an offset survives becoming a position, in every encoding and with every line ending", () => {
  const piece = fc.constantFrom("a", "ä", "€", "𝄞", "\n", "\r\n", "\r", " ");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom(...encodings), (pieces, encoding) => {
      const text = pieces.join("");
      const lines = createLines(text, encoding);
      for (let at = 0, piece = 0; piece <= pieces.length; at += (pieces[piece] ?? "").length, piece += 1) {
        // A `\r` followed by a `\n` of the next piece is one line break: its middle is no place of its own.
        if (text[at - 1] === "\r" && text[at] === "\n") continue;
        assert.equal(lines.offsetAt(lines.positionAt(at)), at);
      }
    }),
    { seed: 7 },
  );
});
