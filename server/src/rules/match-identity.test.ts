import assert from "node:assert/strict";
import { test } from "node:test";
import { matchIdentity } from "./match-identity.ts";

const everything = { path: { type: "PathPrefix", value: "/" } } as const;
const header = (name: string, value: string) => ({ name, type: "Exact", value }) as const;

test("order and spelling of headers, and the last slash of a prefix, make no difference", () => {
  assert.equal(
    matchIdentity({ ...everything, headers: [header("X-A", "1"), header("x-b", "2")] }),
    matchIdentity({ ...everything, headers: [header("X-B", "2"), header("x-a", "1")] }),
  );
  assert.equal(
    matchIdentity({ path: { type: "PathPrefix", value: "/cart/" } }),
    matchIdentity({ path: { type: "PathPrefix", value: "/cart" } }),
  );
});

test("values, methods, types and query parameters do", () => {
  const different = [
    everything,
    { ...everything, method: "GET" as const },
    { path: { type: "Exact", value: "/" } as const },
    { ...everything, headers: [header("a", "b")] },
    { ...everything, queryParams: [header("a", "b")] },
    { ...everything, queryParams: [header("A", "b")] },
  ].map(matchIdentity);
  assert.equal(new Set(different).size, different.length);
});
