import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultRelease, releaseNamed } from "./index.ts";

test("a release is found however it is written", () => {
  for (const name of ["2.14", "v2.14", "2.14.3", " 2.14 "]) assert.equal(releaseNamed(name)?.release, "2.14");
  assert.equal(releaseNamed("3.0-dev")?.release, "3.0");
  assert.equal(releaseNamed("2.1"), undefined);
  assert.equal(releaseNamed("latest"), undefined);
  assert.equal(defaultRelease.release, "2.14");
});
