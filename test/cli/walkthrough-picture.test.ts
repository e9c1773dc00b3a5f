import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { walkthroughPicture } from "../support/walkthrough-picture.ts";

test("the walkthrough's picture is the one that its example gives, and needs no styles", () => {
  const kept = readFileSync("docs/walkthrough/topology.svg", "utf8");
  assert.equal(kept, walkthroughPicture());
  assert.doesNotMatch(kept, /class=|<style/);
  assert.match(kept, /RefNotPermitted/);
});
