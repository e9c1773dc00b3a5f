import assert from "node:assert/strict";
import { test } from "node:test";
import { commonHostname, hostnameMatches, hostnamesMeet, routeMeetsListener } from "./hostname.ts";

test("exact names and wildcards meet in either order", () => {
  for (const [a, b, meets] of [
    ["a.example.com", "a.example.com", true],
    ["a.example.com", "*.example.com", true],
    ["a.b.example.com", "*.example.com", true],
    ["*.b.example.com", "*.example.com", true],
    ["example.com", "*.example.com", false],
    ["a.example.com", "b.example.com", false],
    ["*.example.com", "*.example.org", false],
    ["", "a.example.com", true],
  ] as const) {
    assert.equal(hostnamesMeet(a, b, true), meets, `${a} ${b}`);
    assert.equal(hostnamesMeet(b, a, true), meets, `${b} ${a}`);
  }
});

test("without the label boundary a longer word matches too", () => {
  assert.equal(hostnamesMeet("fooexample.com", "*.example.com", true), false);
  assert.equal(hostnamesMeet("fooexample.com", "*.example.com", false), true);
  assert.equal(hostnamesMeet("example.com", "*.example.com", false), false);
});

test("a route without hostnames meets every listener", () => {
  assert.equal(routeMeetsListener([], "a.example.com", true), true);
  assert.equal(routeMeetsListener(undefined, "a.example.com", true), true);
  assert.equal(routeMeetsListener(["b.example.com"], undefined, true), true);
  assert.equal(routeMeetsListener(["b.example.com"], "a.example.com", true), false);
});

test("the common hostname is the narrower one", () => {
  assert.equal(commonHostname("*.example.com", "a.example.com", true), "a.example.com");
  assert.equal(commonHostname("a.example.com", "", true), "a.example.com");
  assert.equal(commonHostname("a.example.com", "b.example.com", true), undefined);
  assert.equal(hostnameMatches("*.example.com", "a.b.example.com"), true);
  assert.equal(hostnameMatches("*.example.com", "example.com"), false);
});
