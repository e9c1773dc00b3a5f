import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import type { JsonObject } from "../kubernetes/object.ts";
import { manifestsOf } from "../workspace/manifest.ts";
import { locate } from "../yaml/locate.ts";
import { parse } from "../yaml/parse.ts";
import { split } from "../yaml/split.ts";
import { glance } from "./glance.ts";
import { referencesIn } from "./reference.ts";

test("a glance sees what a parser sees, or nothing", () => {
  const root = join(process.cwd(), "examples");
  let seen = 0;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!/\.ya?ml$/.test(entry.name)) continue;
    for (const { text } of split(readFileSync(join(entry.parentPath, entry.name), "utf8"))) {
      const { tree, value } = parse(text);
      for (const manifest of manifestsOf(value, false)) {
        if (manifest.path.length > 0) continue;
        for (const path of [["metadata", "name"], ...referencesIn(manifest).map((reference) => reference.path)]) {
          const range = glance(text, manifest.value, path);
          if (range === undefined) continue;
          seen++;
          const { start, end } = locate(tree, path);
          assert.deepEqual(range, { start, end }, `${entry.name} ${path.join(".")}`);
        }
      }
    }
  }
  assert.ok(seen > 40, `${seen} seen`);
});

test("it does not guess", () => {
  const glanced = (text: string, path: readonly (string | number)[]) =>
    glance(text, parse(text).tree.root?.value as JsonObject, path);
  assert.deepEqual(glanced("a: x\nb: 'x'\n", ["b"]), { start: 8, end: 11 });
  assert.deepEqual(glanced("x: 1\nb: [y, x]\n", ["b", 1]), { start: 12, end: 13 });
  assert.equal(glanced("a: x # x\nb: x\n", ["b"]), undefined);
  assert.equal(glanced("a: &x x\nb: *x\n", ["b"]), undefined);
  assert.equal(glanced("b: y\na: x\na: x\n", ["a"]), undefined);
  assert.equal(glanced('"80": x\n"9": x\n', ["80"]), undefined);
});
