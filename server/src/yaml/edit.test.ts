import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { TextEdit } from "../diagnostic.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import { appendDocument, insertEntry, removeEntry, renderYaml, setKey, setValue } from "./edit.ts";
import { parse } from "./parse.ts";
import { split } from "./split.ts";

function apply(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { range, newText } of [...edits].reverse())
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  return result;
}

const tree = (text: string) => parse(text).tree;

const route = `# a route
spec:
  parentRefs:   # where to
    - name: edge # the shared one
      port: 80
  hostnames: ["a.example.com", 'b.example.com']
  rules:
    - backendRefs:
        # the stable one
        - name: "stable"
          port: 80
        - {name: canary, port: 80}
      timeouts: # nobody reads these
        request: 1s
`;

function check(edits: readonly TextEdit[], before: string, after: string): void {
  assert.ok(route.includes(before));
  assert.equal(
    apply(route, edits),
    route.replace(before, () => after),
  );
}

test("a value is replaced in its own style", () => {
  check(setValue(tree(route), ["spec", "parentRefs", 0, "port"], 8080), "port: 80\n", "port: 8080\n");
  check(setValue(tree(route), ["spec", "rules", 0, "backendRefs", 0, "name"], "x"), '"stable"', '"x"');
  check(setValue(tree(route), ["spec", "hostnames", 1], "c"), "'b.example.com'", "'c'");
  check(setValue(tree(route), ["spec", "parentRefs", 0, "name"], "no"), "name: edge", 'name: "no"');
  check(
    setValue(tree(route), ["spec", "rules", 0, "timeouts"], null),
    " # nobody reads these\n        request: 1s",
    " null # nobody reads these",
  );
  check(
    setValue(tree(route), ["spec", "parentRefs", 0, "name"], { a: 1 }),
    "name: edge # the shared one",
    "name: # the shared one\n        a: 1",
  );
});

test("a field is renamed", () => {
  check(setKey(tree(route), ["spec", "rules", 0, "timeouts"], "timeout"), "timeouts:", "timeout:");
});

test("an entry goes with its line and its comment", () => {
  check(removeEntry(tree(route), ["spec", "parentRefs", 0, "port"]), "      port: 80\n", "");
  check(removeEntry(tree(route), ["spec", "parentRefs", 0, "name"]), "name: edge # the shared one\n      port", "port");
  check(removeEntry(tree(route), ["spec", "hostnames", 0]), '"a.example.com", ', "");
  check(removeEntry(tree(route), ["spec", "hostnames", 1]), ", 'b.example.com'", "");
  check(removeEntry(tree(route), ["spec", "rules", 0, "backendRefs", 1]), "        - {name: canary, port: 80}\n", "");
  check(removeEntry(tree(route), ["spec", "rules", 0, "backendRefs", 1, "port"]), ", port: 80}", "}");
  check(
    removeEntry(tree(route), ["spec", "rules", 0, "timeouts"]),
    "      timeouts: # nobody reads these\n        request: 1s\n",
    "",
  );
});

test("the last entry leaves an empty map, or takes its parent with it", () => {
  const path = ["spec", "rules", 0, "timeouts", "request"];
  check(removeEntry(tree(route), path), " # nobody reads these\n        request: 1s", " {} # nobody reads these");
  check(
    removeEntry(tree(route), path, { whenLast: "remove-parent" }),
    "      timeouts: # nobody reads these\n        request: 1s\n",
    "",
  );
});

test("a new field stands where people write it", () => {
  const order = ["group", "kind", "name", "namespace", "port"];
  check(
    insertEntry(tree(route), ["spec", "parentRefs", 0, "namespace"], "infra", { order }),
    "shared one\n",
    "shared one\n      namespace: infra\n",
  );
  check(
    insertEntry(tree(route), ["spec", "parentRefs", 0, "kind"], "Service", { order }),
    "- name: edge",
    "- kind: Service\n      name: edge",
  );
  check(
    insertEntry(tree(route), ["spec", "rules", 0, "backendRefs", 1, "kind"], "Service", { order }),
    "{name: canary",
    "{kind: Service, name: canary",
  );
  check(
    insertEntry(tree(route), ["spec", "rules", 0, "backendRefs", 2], { name: "x" }),
    "canary, port: 80}\n",
    "canary, port: 80}\n        - name: x\n",
  );
  check(insertEntry(tree(route), ["spec", "hostnames", 9], "*.x"), "'b.example.com'", "'b.example.com', '*.x'");
  check(
    insertEntry(tree(route), ["metadata", "labels", "a"], "b"),
    "request: 1s\n",
    "request: 1s\nmetadata:\n  labels:\n    a: b\n",
  );
});

test("CRLF, JSON and a missing last line end stay what they are", () => {
  const crlf = "a: 1\r\nb:\r\n- x\r\n";
  assert.equal(apply(crlf, insertEntry(tree(crlf), ["c"], { d: [1] })), "a: 1\r\nb:\r\n- x\r\nc:\r\n  d:\r\n  - 1\r\n");
  assert.equal(apply(crlf, removeEntry(tree(crlf), ["a"])), "b:\r\n- x\r\n");
  const json = '{\n  "a": 1,\n  "b": [1, 2]\n}';
  assert.equal(
    apply(json, insertEntry(tree(json), ["c"], { d: "e" })),
    '{\n  "a": 1,\n  "b": [1, 2],\n  "c": {"d": "e"}\n}',
  );
  assert.equal(apply(json, removeEntry(tree(json), ["a"])), '{\n  "b": [1, 2]\n}');
  const open = "a: 1\nb: 2";
  assert.equal(apply(open, insertEntry(tree(open), ["c"], 3)), "a: 1\nb: 2\nc: 3");
  assert.equal(apply(open, removeEntry(tree(open), ["b"])), "a: 1");
});

test("what an alias or a merge key brings is changed where it is used", () => {
  const base = { x: 1, z: 2 };
  const shared = "base: &b\n  x: 1\n  z: 2\none: *b\ntwo:\n  <<: *b\n  q: 3\n";
  const read = (edits: readonly TextEdit[]) => parse(apply(shared, edits)).value;
  const two = { ...base, q: 3 };
  assert.deepEqual(read(setValue(tree(shared), ["one", "x"], 5)), { base, one: { x: 5, z: 2 }, two });
  assert.deepEqual(read(removeEntry(tree(shared), ["one", "x"])), { base, one: { z: 2 }, two });
  assert.deepEqual(read(insertEntry(tree(shared), ["one", "w"], 5)), { base, one: { ...base, w: 5 }, two });
  assert.deepEqual(read(setValue(tree(shared), ["two", "x"], 5)), { base, one: base, two: { x: 5, z: 2, q: 3 } });
  assert.deepEqual(read(removeEntry(tree(shared), ["two", "x"])), { base, one: base, two: { z: 2, q: 3 } });
  assert.deepEqual(read(insertEntry(tree(shared), ["two", "w"], 5)), { base, one: base, two: { ...two, w: 5 } });
});

test("a document is appended after ---", () => {
  for (const [file, expected] of [
    ["", "k: v\n"],
    ["a: 1", "a: 1\n---\nk: v\n"],
    ["a: 1\r\n", "a: 1\r\n---\r\nk: v\r\n"],
    ["a: 1\n---\n", "a: 1\n---\nk: v\n"],
    ["a: 1\n---", "a: 1\n---\nk: v\n"],
  ] as const) {
    assert.equal(apply(file, [appendDocument(file, { k: "v" })]), expected);
  }
});

const words =
  "a|b|name|port|y|1|a b|x/y|k: v|# no|- x||null|*.example.com|'q'|\"|é|😀|{}|0x1|1_0|2001-01-01|a,b|~|<<|--- a| pad |=|%x|@x|a:|[x|-|?|:x|__proto__|tab\tbed|---|...|a #b|a#b|x:y|!x|&x";
const word = fc.constantFrom(...words.split("|"));
const lines = fc.constantFrom(
  "two\nlines",
  "three\nlines\n\n",
  "  lead\nx",
  "trail \nx",
  "a\n\nb\n",
  "\n",
  "x\n",
  "# a\nb",
  "a\n  b\n c\n",
);
const scalar = fc.oneof(
  word,
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  lines,
);
const json = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  map: fc.dictionary(word, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));
const document = json.map as fc.Arbitrary<Json>;
const value = json.value as fc.Arbitrary<Json>;

function normal(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

test("what is rendered is read back", () => {
  const eols = fc.constantFrom("\n", "\r\n") as fc.Arbitrary<"\n" | "\r\n">;
  fc.assert(
    fc.property(value, fc.boolean(), eols, fc.constantFrom(0, 2), (v, sortKeys, eol, listIndent) => {
      const text = renderYaml(v, { sortKeys, eol, listIndent });
      assert.deepEqual(parse(text).value, v === null ? undefined : normal(v), text);
    }),
    { numRuns: 3000, includeErrorInReport: true },
  );
});

type Step = string | number;

function paths(value: Json, at: Step[] = []): Step[][] {
  if (value === null || typeof value !== "object") return [at];
  const children = Object.entries(value).map(([k, v]): [Step, Json] => [
    Array.isArray(value) ? Number(k) : k,
    v as Json,
  ]);
  return [at, ...children.flatMap(([k, v]) => paths(v, [...at, k]))];
}

function at(root: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((v, k) => (v as Record<Step, unknown>)[k], root);
}

const writing = fc.record({
  style: fc.constantFrom("kubectl", "indented", "json", "flow"),
  eol: fc.constantFrom("\n", "\r\n"),
  open: fc.boolean(),
  seed: fc.nat(),
  comments: fc.boolean(),
  head: fc.constantFrom("", "---\n", "# head\n---\n", "# head\n"),
});

/** A document as different people write it, with comments on and between its lines. */
function written(
  v: Json,
  { style, eol, open, seed, comments, head }: typeof writing extends fc.Arbitrary<infer W> ? W : never,
): string {
  const escaped = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  let text = `${JSON.stringify(v, undefined, style === "json" ? 2 : 0).replaceAll(/[\u007f-\u009f\ufffe\uffff]/g, escaped)}\n`;
  if (style === "kubectl") text = renderYaml(v);
  if (style === "indented") text = renderYaml(v, { step: 4, listIndent: 2 });
  if (comments && !text.includes("|") && style !== "flow") {
    let n = seed;
    const commented = text.split("\n").map((line) => {
      n = (n * 1103515245 + 12345) % 2147483648;
      return line === "" ? "" : `${n % 7 === 0 ? "  # above\n" : ""}${line}${n % 5 === 0 ? " # beside" : ""}`;
    });
    text = commented.join("\n");
  }
  text = head + text;
  if (open) text = text.replace(/\n$/, "");
  return text.replaceAll("\n", eol);
}

const edited = fc.tuple(document, writing, fc.nat(), value, fc.constantFrom("set", "remove", "insert"), word);

test("after an edit the value is the edited value, and comments stay", () => {
  fc.assert(
    fc.property(edited, ([v, how, which, next, what, name]) => {
      const plain = normal(v);
      const text = written(plain, how);
      const before = parse(text);
      assert.deepEqual(before.value, plain, text);
      const all = paths(plain);
      const path = all[which % all.length]!;
      let whole = structuredClone(plain) as Json;
      const holder = path.length === 0 ? undefined : (at(whole, path.slice(0, -1)) as Record<Step, unknown>);
      const key = path.at(-1)!;
      let edits: readonly TextEdit[];
      let fresh = false;
      if (what === "set") {
        edits = setValue(before.tree, path, next);
        if (holder === undefined) whole = normal(next);
        else define(holder, key, normal(next));
      } else if (what === "remove") {
        if (holder === undefined) return;
        const whenLast = which % 2 === 0 ? "remove-parent" : "empty";
        edits = removeEntry(before.tree, path, { whenLast });
        for (let gone = path; gone.length > 0; gone = gone.slice(0, -1)) {
          const parent = at(whole, gone.slice(0, -1)) as Record<Step, unknown>;
          if (Array.isArray(parent)) parent.splice(Number(gone.at(-1)), 1);
          else delete parent[gone.at(-1)!];
          if (whenLast === "empty" || Object.keys(parent).length > 0) break;
        }
      } else {
        const container = at(whole, path) as Json;
        if (container === null || typeof container !== "object") return;
        const step = Array.isArray(container) ? which % (container.length + 1) : name;
        fresh = Array.isArray(container) || !Object.hasOwn(container, step);
        edits = insertEntry(before.tree, [...path, step], next);
        if (Array.isArray(container)) container.splice(Number(step), 0, normal(next));
        else define(container as Record<Step, unknown>, step, normal(next));
      }
      const after = apply(text, edits);
      const told = `${JSON.stringify({ what, path, next, name })}\n--- before\n${text}\n--- after\n${after}\n---`;
      assert.deepEqual(parse(after).value ?? null, whole, told);
      assert.equal(split(after).length, 1);
      const small = what === "set" && isScalar(next) && isScalar(at(plain, path));
      if (small || fresh) assert.equal(comments(after), comments(text), told);
      if (text.includes("\r\n")) assert.doesNotMatch(after, /[^\r]\n/);
    }),
    { numRuns: 4000, includeErrorInReport: true },
  );
});

function comments(text: string): number {
  return text.split(/# (?:beside|above)/).length;
}

function isScalar(v: unknown): boolean {
  return v === null || typeof v !== "object";
}

function define(holder: Record<Step, unknown>, key: Step, v: unknown): void {
  Object.defineProperty(holder, key, { value: v, writable: true, enumerable: true, configurable: true });
}
