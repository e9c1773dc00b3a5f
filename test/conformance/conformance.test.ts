import assert from "node:assert/strict";
import { test } from "node:test";
import { readKnown, unexpected } from "./known.ts";
import { comparisonFor, findSets, label, runSet } from "./run.ts";

const folder = "../shared/vectors";
const sets = findSets(folder);

test("every recorded answer but those known to differ", {
  skip: sets.length > 0 ? false : `there is no ${folder}`,
}, async (t) => {
  const compare = await comparisonFor(folder);
  const known = readKnown();
  for (const set of sets) {
    await t.test(set.key, (t) => {
      for (const [group, counts] of runSet(set, compare)) {
        const key = label(set.key, group);
        t.diagnostic(`${key}: ${counts.passed} passed, ${counts.failed.length} failed`);
        assert.deepEqual(unexpected(known, key, counts), [], `${key}: npm run conformance -- --show 3`);
      }
    });
  }
});
