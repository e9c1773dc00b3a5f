import assert from "node:assert/strict";
import { test } from "node:test";
import { allOrigins, at, copied, from, originOf, untrace } from "./trace.ts";

const route = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "demo", name: "echo" };

test("wrappers come off and leave an origin each, outer before inner", () => {
  const { object, origins } = untrace(
    from(at(route), { spec: { to: [from(at(route, "spec", "rules", 0), { name: "x", absent: undefined })] } }),
  );
  assert.deepEqual(object, { spec: { to: [{ name: "x" }] } });
  assert.deepEqual(
    origins.map((o) => o.path),
    [[], ["spec", "to", 0]],
  );
});

test("the nearest wrapped ancestor counts", () => {
  const { origins } = untrace(from(at(route), { a: from(at(route, "spec"), { b: 1 }), c: 2 }));
  assert.deepEqual(originOf(origins, ["a", "b"]), [at(route, "spec")]);
  assert.deepEqual(originOf(origins, ["c"]), [at(route)]);
});

test("what is copied keeps the field's own place", () => {
  const value = { labels: { team: "x" }, list: [{ n: 1 }] };
  const { object, origins } = untrace({ metadata: copied(at(route, "spec", "template"), value) });
  assert.deepEqual(object, { metadata: value });
  assert.deepEqual(originOf(origins, ["metadata", "labels", "team"]), [
    at(route, "spec", "template", "labels", "team"),
  ]);
  assert.deepEqual(originOf(origins, ["metadata", "list", 0, "n"]), [at(route, "spec", "template", "list", 0, "n")]);
});

test("origins that go field by field are written out, those below them kept", () => {
  const place = at(route, "spec", "rules", 0);
  const { object, origins } = untrace({
    rule: copied(place, { a: 1, b: { c: from(at(route, "metadata"), 2), d: 3 } }),
  });
  const all = new Map(allOrigins({ object: object as never, origins }).map((o) => [o.path.join("."), o.from[0]?.path]));
  assert.deepEqual(
    [...all],
    [
      ["rule", ["spec", "rules", 0]],
      ["rule.a", ["spec", "rules", 0, "a"]],
      ["rule.b", ["spec", "rules", 0, "b"]],
      ["rule.b.c", ["metadata"]],
      ["rule.b.d", ["spec", "rules", 0, "b", "d"]],
    ],
  );
});
