import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalQuantity, milliQuantity } from "./quantity.ts";

test("quantities are printed with the largest suffix that leaves a whole number", () => {
  const printed: readonly (readonly [string | number, string])[] = [
    [1, "1"],
    [0.5, "500m"],
    ["1000m", "1"],
    ["1500m", "1500m"],
    ["0.1", "100m"],
    ["1024Mi", "1Gi"],
    ["1.5Gi", "1536Mi"],
    ["512Mi", "512Mi"],
    ["1000M", "1G"],
    ["1G", "1G"],
    ["2e3", "2e3"],
    ["2000", "2k"],
    ["0", "0"],
    ["0Mi", "0"],
    ["512Ki", "512Ki"],
    ["much", "much"],
  ];
  for (const [written, expected] of printed) assert.equal(canonicalQuantity(written), expected, String(written));
});

test("parts of a thousandth count as one", () => {
  assert.equal(milliQuantity("1500m"), 1500);
  assert.equal(milliQuantity("3"), 3000);
  assert.equal(milliQuantity("100u"), 1);
  assert.equal(milliQuantity("0"), 0);
  assert.equal(milliQuantity("x"), undefined);
});
