import assert from "node:assert/strict";
import { test } from "node:test";
import { compareMatches } from "./precedence.ts";

const path = (type: string, value: string) => ({ path: { type, value } });

test("exact, then longest prefix, then method, headers, query parameters", () => {
  const order = [
    path("Exact", "/a"),
    path("PathPrefix", "/abc"),
    { ...path("PathPrefix", "/a"), method: "GET" },
    { ...path("PathPrefix", "/a"), headers: [{}, {}] },
    { ...path("PathPrefix", "/a"), headers: [{}], queryParams: [{}] },
    { ...path("PathPrefix", "/a"), headers: [{}] },
    path("PathPrefix", "/a"),
    {},
  ];
  assert.deepEqual([...order].reverse().sort(compareMatches), order);
  assert.equal(compareMatches(path("PathPrefix", "/"), {}), 0);
});
