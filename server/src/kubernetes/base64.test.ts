import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBase64, isIllegal } from "./base64.ts";

const text = (encoded: string) => {
  const decoded = decodeBase64(encoded);
  return isIllegal(decoded) ? decoded : Buffer.from(decoded).toString("latin1");
};

test("whole and padded quanta", () => {
  for (const plain of ["", "a", "ab", "abc", "abcd", "\xff\x00\xfe"]) {
    assert.equal(text(Buffer.from(plain, "latin1").toString("base64")), plain);
  }
});

test("line breaks are skipped anywhere, also inside the padding", () => {
  assert.equal(text("Y\r\nWI=\n"), "ab");
  assert.equal(text("YQ=\n=\n"), "a");
});

test("what Go refuses", () => {
  assert.deepEqual(text("abc-d"), { illegalAt: 3 });
  for (const bad of ["YQ", "YWI", "Y", "Y===", "YQ=", "YQ==YQ==", "YWI==", "=", "YW I=", "YWé="]) {
    assert.ok(typeof text(bad) !== "string", bad);
  }
});
