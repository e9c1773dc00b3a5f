import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "./parse.ts";
import { readValues } from "./read.ts";
import { split } from "./split.ts";

const corpus = "../shared/corpus";

function assertSame(text: string): void {
  const exact = parse(text);
  const fast = readValues(text);
  assert.deepEqual(fast, { value: exact.value, clean: exact.problems.length === 0 }, text);
}

test("both readers agree on every manifest of the corpus", {
  skip: existsSync(corpus) ? false : `there is no ${corpus}`,
}, (t) => {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("tar", ["xzf", join(corpus, "third-party.tgz"), "-C", folder]);
  let parts = 0;
  let clean = 0;
  for (const root of [corpus, folder]) {
    for (const name of readdirSync(root, { recursive: true }) as string[]) {
      if (!/\.(?:ya?ml|json)$/.test(name)) continue;
      for (const { text } of split(readFileSync(join(root, name), "utf8"))) {
        parts++;
        const exact = parse(text);
        const fast = readValues(text);
        if (fast.clean) clean++;
        assert.deepEqual(
          fast,
          { value: exact.value, clean: exact.problems.length === 0 },
          `${name}: ${JSON.stringify(exact.problems)}`,
        );
      }
    }
  }
  t.diagnostic(`${parts} parts, ${clean} clean`);
  assert.ok(parts > 500);
});

const lump = fc.constantFrom(
  ..."a|b: |b:|- |-|: |:|, |,|{|}|[|]|\n|\n  |\n    |\n- |\n  - |#|# c|'|\"|&a |*a|!!str |!x |<<: |? |?|||>|\\|1|017|y|no|1_0|~|.inf| |  |\r\n|\t|---|\n---\n|\n...\n|%|@|`|é|😀|key: value\n|  sub: 2\n|k: |-\n|x:y|\"q\": |'s': |{{ x }}|${X}|%YAML 1.2\n".split(
    "|",
  ),
  "|",
  "|\n  text\n",
);
const scraps = fc.array(lump, { maxLength: 12 }).map((parts) => parts.join(""));

test("both readers agree on scraps of YAML", () => {
  fc.assert(fc.property(scraps, assertSame), { numRuns: 8000 });
});

test("both readers agree on any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), assertSame), { numRuns: 3000 });
});

const manifest = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: "shop"   # the shop
  annotations: {a/b: 'x', c: "y"}
spec:
  hostnames: [a.example.com, "*.b.com"]
  parentRefs:
  - name: edge

    port: 80
  # below
  rules:
    - matches:
        - path: {type: PathPrefix, value: /[a-z]}
      note: |
        two
          lines

        # no comment
      folded: >-
        one
        line
    -
      backendRefs: []
      empty:
`;
const change = fc.record({ at: fc.nat(manifest.length - 1), drop: fc.nat(4), add: fc.oneof(lump, fc.constant("")) });

test("both readers agree on manifests with slips", () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce((t, { at, drop, add }) => t.slice(0, at) + add + t.slice(at + drop), manifest);
      assertSame(text);
    }),
    { numRuns: 3000, includeErrorInReport: true },
  );
});

const line = fc.constantFrom(
  ..."a:|a: b|b: 1|c: \"x y\"|c: 'it'|d:  # none|- a: b|- b|-  c: 1|- - d|-|# c|on: off|e: a:b|e: a: b|e: a #b|e: a#b|<<: x|__proto__: 1|---|...|f: 1_0|f: 0x1F|f: a b  c|f: \"\\n\"|g: ''|g: 'a'b|h: é|x".split(
    "|",
  ),
  "",
);
const indented = fc.record({ by: fc.nat(4), line, end: fc.constantFrom("", "", "", " ", "\t", "\r") });

test("both readers agree on lines, however they are indented", () => {
  fc.assert(
    fc.property(fc.array(indented, { maxLength: 8 }), (all) => {
      assertSame(all.map(({ by, line: text, end }) => `${" ".repeat(by)}${text}${end}`).join("\n"));
      assertSame(all.map(({ by, line: text }) => `${" ".repeat(by & 6)}${text}\n`).join(""));
    }),
    { numRuns: 10_000 },
  );
});
