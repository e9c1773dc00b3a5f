import assert from "node:assert/strict";
import { test } from "node:test";
import { globMatcher } from "./glob.ts";

const cases: readonly [string, string, boolean][] = [
  ["**/*.yaml", "a.yaml", true],
  ["**/*.yaml", "a/b/c.yaml", true],
  ["zones/east/**", "zones/east/a.yaml", true],
  ["zones/east/**", "zones/eastern/a.yaml", false],
  ["zones/east", "zones/east/deep/a.yaml", true],
  ["charts/", "deploy/charts/a.yaml", true],
  ["/charts/a", "deploy/charts/a", false],
  ["./a/*.yaml", "a/b.yaml", true],
  ["a/*.yaml", "a/b/c.yaml", false],
  ["*.{yml,yaml}", "deep/a.yml", true],
  ["*.{yml,yaml}", "deep/a.json", false],
  ["file?.yaml", "file1.yaml", true],
  ["odd(name)+.yaml", "odd(name)+.yaml", true],
  ["{unclosed", "{unclosed", true],
];

for (const [glob, path, expected] of cases) {
  test(`${glob} ${expected ? "matches" : "does not match"} ${path}`, () =>
    assert.equal(globMatcher([glob])(path), expected));
}

test("a hostile glob does not hang", () => {
  assert.equal(globMatcher([`${"**/".repeat(12)}x`])(`${"a/".repeat(30)}y`), false);
});
