import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ruleIndex } from "../../../test/support/rule-index.ts";
import { examplesOf, pageNames, pageText, worldOf } from "../../../test/support/rule-pages.ts";
import { rules } from "./registry.ts";

// Every finding has a page, whose examples are tests in both directions.

/** What is said where nothing else is known to say: no manifest is known to lead there. */
const withoutExample: ReadonlySet<string> = new Set(["condition-false", "reconcile-error"]);

test("every finding has a page, and every page a finding", () => {
  const codes = rules.map(({ code }) => `${code}.md`);
  assert.deepEqual(pageNames(), codes.sort());
});

test("the index is that of the pages", () => {
  assert.equal(readFileSync("docs/rules/README.md", "utf8"), ruleIndex());
});

test("every finding has tests of its own", () => {
  const tests = new Set(readdirSync("server/src/rules").filter((name) => name.endsWith(".test.ts")));
  const missing = rules.map(({ code }) => `${code}.test.ts`).filter((name) => !tests.has(name));
  assert.deepEqual(missing, []);
});

for (const { code } of rules) {
  test(`the examples of ${code}`, () => {
    const page = pageText(code);
    assert.ok(page.startsWith(`# ${code}\n`), "the page begins with the code");
    const examples = examplesOf(page);
    if (withoutExample.has(code)) return;
    assert.ok(
      examples.some(({ isGood }) => isGood) && examples.some(({ isGood }) => !isGood),
      "a bad and a good example",
    );
    for (const example of examples) {
      const { analysis, uri } = worldOf(example);
      const found = analysis.snapshot().diagnostics(uri);
      if (example.isGood) {
        const loud = found.filter(
          ({ severity, code: other }) => severity === "error" || severity === "warning" || other === code,
        );
        assert.deepEqual(
          loud.map(({ message }) => message),
          [],
          `of the good example:\n${example.text}`,
        );
      } else {
        const codes = found.map((one) => `${one.severity} ${one.code}: ${one.message}`);
        assert.ok(
          found.some((one) => one.code === code),
          `of the bad example:\n${example.text}found: ${codes.join("\n")}`,
        );
      }
    }
  });
}
