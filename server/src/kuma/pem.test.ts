import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pemBlocks } from "./pem.ts";
import { privateKeySort } from "./private-key.ts";

const block = (type: string, body = "AAAA\n") => `-----BEGIN ${type}-----\n${body}-----END ${type}-----\n`;
const types = (text: string) => pemBlocks(text).map(({ type }) => type);

test("blocks, with whatever is between them", () => {
  assert.deepEqual(types(`${block("A")}text\n${block("B C")}`), ["A", "B C"]);
  assert.deepEqual(types(block("A", "")), ["A"]);
  assert.deepEqual(types(block("A", "Proc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nAAAA\n")), ["A"]);
  assert.deepEqual([...pemBlocks(block("A", "AA E=\n"))[0]!.bytes], [0, 1]);
});

test("what is not well-formed is skipped", () => {
  assert.deepEqual(types(`x${block("A")}`), []);
  assert.deepEqual(types(block("A").replace("END A", "END B") + block("C")), ["C"]);
  assert.deepEqual(types(block("A", "not base64!\n") + block("C")), ["C"]);
  assert.deepEqual(types(block("A").replace("BEGIN A-----", "BEGIN A---") + block("C")), ["C"]);
  assert.deepEqual(types(block("A").trimEnd() + block("C")), []);
});

test("any text is read in the end, and soon", () => {
  const pieces = fc.constantFrom("-----BEGIN ", "-----END ", "A", "-----", "\n", "\r\n", ":", " ", "AAAA", "=", "é");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      for (const { bytes } of pemBlocks(parts.join(""))) privateKeySort(bytes);
    }),
  );
  for (const piece of ["-----BEGIN A-----\n", "-----BEGIN A-----\nx:\n", "-----BEGIN A-----\n-----END B-----\n"]) {
    const before = performance.now();
    pemBlocks(`${piece.repeat(50_000)}AAAA\n-----END A-----\n`);
    assert.ok(performance.now() - before < 1000, piece);
  }
});

test("any bytes are a key or not", () => {
  const der = fc.array(fc.constantFrom(0x30, 0x02, 0x04, 0x06, 0xa0, 0x00, 0x01, 0x03, 0x7f, 0x80, 0x81, 0x82, 0xff), {
    maxLength: 60,
  });
  fc.assert(fc.property(der, (bytes) => void privateKeySort(Uint8Array.from(bytes))));
});
