import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { split } from "./split.ts";

const texts = (text: string) => split(text).map((part) => part.text);

test("each `---` line begins a part", () => {
  assert.deepEqual(texts("a: 1\n---\nb: 2\n--- # c\nc: 3\n---"), ["a: 1\n", "---\nb: 2\n", "--- # c\nc: 3\n", "---"]);
  assert.deepEqual(texts("a: 1\r\n---\r\nb: 2\r\n"), ["a: 1\r\n", "---\r\nb: 2\r\n"]);
  assert.deepEqual(texts("---\na: 1\n"), ["---\na: 1\n"]);
  assert.deepEqual(texts("--- {a: 1}\n"), ["--- {a: 1}\n"]);
});

test("what only looks like one does not", () => {
  assert.deepEqual(texts("a: |\n  ---\n ---\n----\n---x\n"), ["a: |\n  ---\n ---\n----\n---x\n"]);
});

test("at the start of a line it ends a block scalar too", () => {
  assert.deepEqual(texts("a: |\n  x\n---\nb: 1\n"), ["a: |\n  x\n", "---\nb: 1\n"]);
});

test("a head of comments and directives belongs to the first document", () => {
  assert.deepEqual(texts("# licence\n\n---\na: 1\n---\nb: 1\n"), ["# licence\n\n---\na: 1\n", "---\nb: 1\n"]);
  assert.deepEqual(texts("%YAML 1.1\n---\na: 1\n"), ["%YAML 1.1\n---\na: 1\n"]);
  assert.deepEqual(texts("\ufeff---\na: 1\n---\nb: 1\n"), ["\ufeff---\na: 1\n", "---\nb: 1\n"]);
  assert.deepEqual(texts("\ufeff# c\n---\na: 1\n"), ["\ufeff# c\n---\na: 1\n"]);
});

test("an empty file is one empty part, JSON is one part", () => {
  assert.deepEqual(split(""), [{ text: "", start: 0 }]);
  assert.deepEqual(texts('{\n"a": 1\n}'), ['{\n"a": 1\n}']);
});

test("every character is in exactly one part", () => {
  const lump = fc.constantFrom(
    "---",
    "\n",
    "\r\n",
    " ",
    "a: 1",
    "#",
    "%YAML",
    "...",
    "\ufeff",
    "😀",
    "--- x",
    "\n---\n",
  );
  fc.assert(
    fc.property(
      fc.array(lump).map((lumps) => lumps.join("")),
      (text) => {
        const parts = split(text);
        assert.equal(parts.map((part) => part.text).join(""), text);
        let start = 0;
        for (const part of parts) {
          assert.equal(part.start, start);
          start += part.text.length;
        }
      },
    ),
  );
});
