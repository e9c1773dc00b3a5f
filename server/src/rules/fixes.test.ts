import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../../test/support/fixture.ts";
import { type ExampleWorld, examplesOf, pageText, worldOf } from "../../../test/support/rule-pages.ts";
import type { Diagnostic, Fix } from "../analysis.ts";
import { rules } from "./registry.ts";

// Every fix of every finding of the pages' bad examples: after it the finding is gone, no other has come, and lines end as they did.

function allFindings({ analysis }: ExampleWorld): readonly Diagnostic[] {
  const snapshot = analysis.snapshot();
  return snapshot.uris().flatMap((uri) => snapshot.diagnostics(uri));
}

function nameOf({ severity, code }: Diagnostic): string {
  return `${severity} ${code}`;
}

function tryFix(world: ExampleWorld, diagnostic: Diagnostic, fix: Fix, ending: string): void {
  const { analysis, files } = world;
  const title = `"${fix.title}" of ${diagnostic.code}`;
  const left = allFindings(world).map(nameOf);
  left.splice(left.indexOf(nameOf(diagnostic)), 1);
  const fixed = new Map(files);
  for (const { uri, edits } of fix.edits) fixed.set(uri, applyEdits(fixed.get(uri) ?? "", edits));
  if (ending !== "\n") {
    for (const [uri, text] of fixed) if (files.has(uri)) assert.doesNotMatch(text, /[^\r]\n/, `${title} in ${uri}`);
  }
  analysis.apply({ files: fixed });
  const came = allFindings(world)
    .map(nameOf)
    .filter((name) => {
      const at = left.indexOf(name);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  assert.deepEqual(came, [], `after ${title}:\n${[...fixed.values()].at(-1)}`);
  const added = [...fixed.keys()].filter((uri) => !files.has(uri)).map((uri) => [uri, undefined] as const);
  analysis.apply({ files: new Map([...added, ...files]) });
}

for (const { code } of rules) {
  const bad = examplesOf(pageText(code)).filter(({ isGood }) => !isGood);
  if (bad.length === 0) continue;
  test(`the fixes of ${code} mend it, and nothing else breaks`, () => {
    for (const example of bad) {
      for (const ending of ["\n", "\r\n"]) {
        const world = worldOf(example, ending);
        const diagnostics = world.analysis.snapshot().diagnostics(world.uri);
        const fixes = diagnostics.map((diagnostic) => [diagnostic, diagnostic.fixes] as const);
        for (const [diagnostic, all] of fixes) {
          for (const fix of all) tryFix(world, diagnostic, fix, ending);
        }
      }
    }
  });
}
