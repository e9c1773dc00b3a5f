import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { locate } from "./locate.ts";
import { parse } from "./parse.ts";
import { readValues } from "./read.ts";

const vectors = "../shared/vectors/yaml/scalars.jsonl";

test("every recorded scalar reads as kubectl reads it", {
  skip: existsSync(vectors) ? false : `there is no ${vectors}`,
}, () => {
  for (const line of readFileSync(vectors, "utf8").split("\n").filter(Boolean)) {
    const { yaml, value, error } = JSON.parse(line);
    const parsed = parse(yaml);
    if (error) assert.equal(parsed.value, undefined, yaml);
    else assert.deepEqual(parsed.value, { k: value }, yaml);
  }
});

function problems(text: string): string[] {
  return parse(text).problems.map(({ code, range }) => `${code} ${JSON.stringify(text.slice(range.start, range.end))}`);
}

test("one syntax finding, where the parser gave up", () => {
  assert.deepEqual(problems("a: 1\n\tb: 2\nc: [\n"), ['syntax "\\t"']);
  assert.deepEqual(problems("a: 'x\nb: 1\n"), ['syntax "\'"']);
  assert.equal(parse("a: 1\n b: 2\n").value, undefined);
  assert.deepEqual(problems("a: @x\n"), ['syntax "@"']);
});

test("the finding says what to do", () => {
  const message = (text: string) => parse(text).problems.map((problem) => problem.message);
  assert.deepEqual(message("a: 1\nb: [1, 2\nc: 3\n"), ["This is never closed."]);
  assert.deepEqual(message('a: "1\nc: 3\n'), ["This is never closed."]);
  assert.deepEqual(message("a:\n  b: 1\n  c\nd: 1\n"), ["A colon is missing after this key."]);
  assert.deepEqual(message("a: 1\0\n"), ["YAML allows no control characters; is this a text file?"]);
});

test("a lone CR ends a line too", () => {
  assert.deepEqual(parse("a: 1\rb: 2\r").value, { a: 1, b: 2 });
});

test("before a syntax error the document can be read", () => {
  const { tree } = parse("kind: X\nmetadata:\n  name: a\n  : : {\n");
  assert.equal(tree.root?.kind, "map");
  assert.equal(locate(tree, ["metadata", "name"]).exact, true);
});

test("the last of equal keys wins, and the others are reported", () => {
  const text = "a: 1\nb: 2\na: 3\n'a': 4\n";
  const { value, problems } = parse(text);
  assert.deepEqual(value, { a: 4, b: 2 });
  assert.deepEqual(
    problems.map(({ code, range, related }) => [code, range.start, related?.start]),
    [
      ["duplicate-key", 0, 10],
      ["duplicate-key", 10, 15],
    ],
  );
});

test("merge keys write where they stand", () => {
  const head = "x: &x {a: 1, b: 1}\ny: &y {b: 2}\n";
  const merged = (text: string) => (parse(head + text).value as Record<string, unknown>).z;
  assert.deepEqual(merged("z: {<<: *x, a: 9}"), { a: 9, b: 1 });
  assert.deepEqual(merged("z: {a: 9, <<: *x}"), { a: 1, b: 1 });
  assert.deepEqual(merged("z: {<<: [*x, *y]}"), { a: 1, b: 1 });
  assert.deepEqual(merged("z: {<<: [*y, *x]}"), { a: 1, b: 2 });
  assert.deepEqual(merged('z: {"<<": 1}'), { "<<": 1 });
  assert.deepEqual(problems("z: {<<: 1}"), ['unreadable-value "1"']);
});

test("what has no value that an API server could take", () => {
  assert.deepEqual(problems("a: .inf"), ['unreadable-value ".inf"']);
  assert.deepEqual(problems("a: *x"), ['unreadable-value "*x"']);
  assert.deepEqual(problems("a: &a [*a]"), ['unreadable-value "*a"']);
  assert.deepEqual(problems("? [a]\n: b"), ['unreadable-value "[a]"']);
  assert.deepEqual(problems("~: b"), ['unreadable-value "~"']);
});

test("an empty document has no value and no problem", () => {
  for (const text of ["", "\n", "---\n", "# c\n", "---\n# c\n...\n", "null\n", "\ufeff", "\r\n"]) {
    const { value, problems } = parse(text);
    assert.deepEqual([value, problems], [undefined, []], JSON.stringify(text));
  }
});

test("only the first document of a part counts, as for kubectl", () => {
  assert.deepEqual(parse("a: 1\n...\nb: 2\n").value, { a: 1 });
});

test("a template is no syntax error", () => {
  assert.deepEqual(problems("a: {{ .Values.a }}\nb: 1\n"), ['template "{{ .Values.a }}"']);
  assert.deepEqual(problems("{{- if .x }}\na: 1\n{{- end }}\n"), ['template "{{- if .x }}"']);
  assert.deepEqual(problems("{% if x %}\na: 1\n"), ['template "{% if x %}"']);
  assert.deepEqual(problems('a: "{{ .Values.a }}"\n'), []);
  assert.deepEqual(problems("a: ${A}\n"), []);
});

test("nested, aliased or grown beyond reason", () => {
  const bomb = `a: &a [${Array(9).fill(1)}]\n${[..."bcdefghij"].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${"abcdefghij"[i]}`)}]\n`).join("")}`;
  const texts = [
    "[".repeat(10_000),
    "[".repeat(10_000) + "]".repeat(10_000),
    "{a: ".repeat(10_000),
    "- ".repeat(10_000),
    bomb,
  ];
  texts.push(
    Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:\n`).join(""),
    `a: ${"x".repeat(17 * 1024 * 1024)}`,
  );
  for (const text of texts) {
    const { value, problems } = parse(text);
    assert.equal(value, undefined);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["limit"],
      text.slice(0, 20),
    );
    assert.deepEqual(readValues(text), { value: undefined, clean: false });
  }
});

test("flow style may be indented less than what it stands in, as for kubectl", () => {
  for (const text of [
    "k: {\na: 1\n}\n",
    "k:\n  l: [\n1, # one\n'#'\n]\n  m: 2\n",
    "{ a: 1\n# c\n}",
    "- [\n]\n- {\n\n}\n",
  ]) {
    const { problems, value } = parse(text);
    assert.deepEqual(problems, [], text);
    assert.notEqual(value, undefined);
  }
  assert.deepEqual(parse("k:\n  l: [\n1, # one\n'#'\n]\n  m: 2\n").value, { k: { l: [1, "#"], m: 2 } });
});

test("positions survive CRLF, tabs, a byte order mark and astral characters", () => {
  const text = "\ufeffa:\t'😀é' # c\r\nb: |\r\n  x\r\n  y\r\nc:   [1,\t2]\r\n";
  const { tree, value, problems } = parse(text);
  assert.deepEqual([value, problems], [{ a: "😀é", b: "x\ny\n", c: [1, 2] }, []]);
  const entries = tree.root?.kind === "map" ? tree.root.entries : [];
  assert.deepEqual(
    entries.map((entry) => text.slice(entry.start, entry.end)),
    ["a:\t'😀é'", "b: |\r\n  x\r\n  y", "c:   [1,\t2]"],
  );
});

test("never throws, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => void parse(text)),
    { numRuns: 3000 },
  );
  const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new TextDecoder().decode(array));
  fc.assert(
    fc.property(bytes, (text) => void parse(text)),
    { numRuns: 3000 },
  );
});
