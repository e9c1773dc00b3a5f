import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance, nearest } from "./nearest.ts";

test("insertions, deletions, replacements and swaps cost one each", () => {
  assert.equal(editDistance("cart", "cart"), 0);
  assert.equal(editDistance("cart", "carts"), 1);
  assert.equal(editDistance("cart", "crat"), 1);
  assert.equal(editDistance("", "abc"), 3);
});

test("the closest candidate wins, and far ones are none", () => {
  assert.equal(nearest("htps", ["http", "https"]), "https");
  assert.equal(nearest("checkout", ["cart", "shop"]), undefined);
  assert.equal(nearest("a", []), undefined);
});
