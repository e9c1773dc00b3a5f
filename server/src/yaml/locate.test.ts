import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import { renderYaml } from "./edit.ts";
import { locate, type Side } from "./locate.ts";
import { parse } from "./parse.ts";
import { pathAt } from "./path-at.ts";

const text = `# a comment
kind: X
base: &base
  tls: {mode: Terminate, refs: [a, "b c"]}
  note: |
    two
    lines
one: *base
two:
  <<: *base
  extra: 'é 😀'   # here
list:
- first
-   name: second
empty:
dash:
-
`;

function said(path: FieldPath, side: Side): string {
  const { start, end } = locate(parse(text).tree, path, side);
  return text.slice(start, end);
}

test("a place is found in every style", () => {
  assert.equal(said(["base", "tls", "mode"], "key"), "mode");
  assert.equal(said(["base", "tls", "mode"], "value"), "Terminate");
  assert.equal(said(["base", "tls", "mode"], "entry"), "mode: Terminate");
  assert.equal(said(["base", "tls", "refs", 1], "value"), '"b c"');
  assert.equal(said(["base", "note"], "value"), "|\n    two\n    lines");
  assert.equal(said(["two", "extra"], "value"), "'é 😀'");
  assert.equal(said(["list", 0], "key"), "-");
  assert.equal(said(["list", 1], "entry"), "-   name: second");
  assert.equal(said(["list", 1, "name"], "value"), "second");
  assert.equal(said(["empty"], "value"), "empty");
  assert.equal(said(["dash", 0], "value"), "-");
});

test("what an alias or a merge key brings is found where it is written", () => {
  assert.equal(said(["one"], "value"), "*base");
  assert.equal(said(["one", "tls", "mode"], "value"), "Terminate");
  assert.equal(said(["two", "tls", "mode"], "value"), "Terminate");
});

test("what nobody wrote falls back to the key of its nearest written ancestor", () => {
  const { tree } = parse(text);
  assert.equal(said(["base", "tls", "certificateRefs", 0, "name"], "value"), "tls");
  assert.equal(said(["list", 7], "value"), "list");
  assert.equal(said(["nowhere"], "value"), "kind: X");
  assert.deepEqual(locate(tree, ["base", "tls", "x"]).path, ["base", "tls"]);
  assert.equal(locate(tree, ["base", "tls", "x"]).exact, false);
  assert.equal(locate(tree, ["base", "tls"]).exact, true);
});

function at(marked: string) {
  const offset = marked.indexOf("|");
  const source = marked.replace("|", "");
  const found = pathAt(parse(source).tree, offset);
  return found === undefined
    ? undefined
    : [found.path.join("."), found.side, source.slice(found.range.start, found.range.end)];
}

test("the cursor's place in a whole document", () => {
  assert.deepEqual(at("a:\n  b|c: d\n"), ["a.bc", "key", "bc"]);
  assert.deepEqual(at("a:\n  bc: d|ef\n"), ["a.bc", "value", "def"]);
  assert.deepEqual(at("a: [x, y|z]\n"), ["a.1", "value", "yz"]);
  assert.deepEqual(at("a: {b: c, |}\n"), ["a", "entry", ""]);
  assert.deepEqual(at("a:\n- b: c\n|- d: e\n"), ["a.1", "key", "-"]);
  assert.equal(at("a: b # c|d\n"), undefined);
});

test("the cursor's place in a half-typed document", () => {
  assert.deepEqual(at("a:\n  b: |\n"), ["a.b", "value", ""]);
  assert.deepEqual(at("a:\n  b:|\n"), ["a.b", "value", ""]);
  assert.deepEqual(at("a:\n  |\n"), ["a", "entry", ""]);
  assert.deepEqual(at("a:\n  pa|r\n"), ["a", "entry", "par"]);
  assert.deepEqual(at("a:\n  b: 1\n  pa|r\n"), ["a.par", "key", "par"]);
  assert.deepEqual(at("a:\n  b: 1\n  |\nc: 2\n"), ["a", "entry", ""]);
  assert.deepEqual(at("a:\n  b: 1\n|\nc: 2\n"), ["", "entry", ""]);
  assert.deepEqual(at("a:\n  b: 1\n  pa|r\n  c: 2\n"), ["a", "entry", "par"]);
  assert.deepEqual(at("a:\n  - b: 1\n    |\n"), ["a.0", "entry", ""]);
  assert.deepEqual(at("a:\n  - b: 1\n  |\n"), ["a", "entry", ""]);
  assert.deepEqual(at("a:\n  - |\n"), ["a.0", "value", ""]);
  assert.deepEqual(at("a:\n  - b:\n      |\n"), ["a.0.b", "entry", ""]);
  assert.deepEqual(at("|"), ["", "entry", ""]);
});

const word = fc.constantFrom("a", "b", "name", "a b", "x/y", "é😀", "k: v", "no", "# x");
const json = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, word, fc.integer(), fc.boolean(), tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  map: fc.dictionary(word, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));

function paths(value: Json, path: (string | number)[] = []): { path: (string | number)[]; leaf: boolean }[] {
  if (value === null || typeof value !== "object") return [{ path, leaf: true }];
  const children = Object.entries(value).map(([k, v]): [string | number, Json] => [
    Array.isArray(value) ? Number(k) : k,
    v as Json,
  ]);
  return [{ path, leaf: children.length === 0 }, ...children.flatMap(([k, v]) => paths(v, [...path, k]))];
}

test("locating a place and asking what stands there gives the place", () => {
  fc.assert(
    fc.property(json.map as fc.Arbitrary<Json>, fc.nat(3), (value, style) => {
      const source =
        style === 0
          ? renderYaml(value)
          : style === 1
            ? renderYaml(value, { step: 4, listIndent: 2, eol: "\r\n" })
            : JSON.stringify(value, undefined, style === 2 ? 2 : 0);
      const { tree } = parse(source);
      for (const { path, leaf } of paths(value)) {
        if (path.length === 0) continue;
        const found = locate(tree, path, "value");
        assert.ok(found.exact);
        if (leaf) {
          for (const offset of [found.start, found.end]) {
            const back = pathAt(tree, offset);
            assert.deepEqual([back?.path, back?.side], [path, "value"], `${source} @${offset}`);
            assert.deepEqual(back?.range, { start: found.start, end: found.end });
          }
        }
        const key = locate(tree, path, "key");
        const back = pathAt(tree, key.start);
        if (typeof path.at(-1) === "string")
          assert.deepEqual([back?.path, back?.side], [path, "key"], `${source} @${key.start}`);
      }
    }),
    { numRuns: 2000, includeErrorInReport: true },
  );
});

const scrap = fc
  .array(
    fc.constantFrom(
      "a",
      ": ",
      ":",
      "- ",
      "\n",
      "  ",
      "    ",
      "{",
      "}",
      "[",
      "]",
      ", ",
      "#",
      " # c",
      "'",
      '"',
      "&a ",
      "*a",
      "|",
      ">",
      "? ",
      "<<: ",
      "---\n",
      "...\n",
      "\r\n",
      "\t",
    ),
    { maxLength: 14 },
  )
  .map((s) => s.join(""));

test("asking never throws, and stays inside the text", () => {
  fc.assert(
    fc.property(fc.oneof(scrap, fc.string({ unit: "binary" })), (source) => {
      const { tree, problems } = parse(source);
      for (const { range } of problems)
        assert.ok(0 <= range.start && range.start <= range.end && range.end <= source.length, JSON.stringify(problems));
      for (let offset = 0; offset <= source.length; offset++) {
        const found = pathAt(tree, offset);
        if (found === undefined) continue;
        assert.ok(found.range.start <= found.range.end && found.range.end <= source.length && found.range.start >= 0);
        for (const side of ["key", "value", "entry"] as const) {
          const { start, end } = locate(tree, found.path, side);
          assert.ok(
            0 <= start && start <= end && end <= source.length,
            `${JSON.stringify(source)} ${found.path} ${start} ${end}`,
          );
        }
      }
    }),
    { numRuns: 5000, includeErrorInReport: true },
  );
});
