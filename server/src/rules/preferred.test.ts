import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../../test/support/fixture.ts";
import { examplesOf, pageText, worldOf } from "../../../test/support/rule-pages.ts";
import type { Json } from "../kubernetes/object.ts";
import { parse } from "../yaml/parse.ts";
import { split } from "../yaml/split.ts";
import { rules } from "./registry.ts";

// What is applied unasked (`check --fix`, "fix all") corrects; it never takes away what somebody meant.

/** What takes nothing away but what says nothing: an empty modifier, a match beside its like, a namespace of what has none. */
const saysNothing: ReadonlySet<string> = new Set([
  "class-parameters-namespace",
  "filter-header-empty",
  "rule-duplicate-match",
  "suppression-unused",
]);

function values(text: string): number {
  const count = (value: Json | undefined): number => {
    if (value === undefined || value === null) return 0;
    if (typeof value !== "object") return 1;
    return Object.values(value).reduce((sum: number, child) => sum + count(child as Json), 0);
  };
  return split(text).reduce((sum, part) => sum + count(parse(part.text).value), 0);
}

for (const { code } of rules) {
  const bad = examplesOf(pageText(code)).filter(({ isGood }) => !isGood);
  if (bad.length === 0 || saysNothing.has(code)) continue;
  test(`nothing is lost by the fix of ${code} that is applied unasked`, () => {
    for (const example of bad) {
      const world = worldOf(example, "\n");
      const found = world.analysis
        .snapshot()
        .diagnostics(world.uri)
        .filter((diagnostic) => diagnostic.code === code);
      for (const fix of found.flatMap(({ fixes }) => fixes.filter(({ preferred }) => preferred === true))) {
        for (const { uri, edits } of fix.edits) {
          const before = world.files.get(uri) ?? "";
          const after = applyEdits(before, edits);
          assert.ok(values(after) >= values(before), `"${fix.title}" makes of\n${before}\n${after}`);
        }
      }
    }
  });
}
