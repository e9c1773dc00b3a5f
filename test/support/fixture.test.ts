import assert from "node:assert/strict";
import { test } from "node:test";
import { check, parseFixture, uriOf } from "./fixture.ts";

test("a fixture says files, settings, a cursor and what is expected", () => {
  const fixture = parseFixture(`
    #- a.yaml kuma:2.13 complete:true
    kind: Gateway
    #^^^ error some-code 💡: Something.
    #> Gateway a/b: Accepted=False
    name: cart
    #     ^^^^ warning other-code
    #- deep/b.yaml
    x: $0y
  `);
  assert.deepEqual(
    [...fixture.files],
    [
      ["a.yaml", "kind: Gateway\nname: cart\n"],
      ["deep/b.yaml", "x: y\n"],
    ],
  );
  assert.deepEqual(fixture.settings, { kuma: "2.13", complete: true });
  assert.deepEqual(fixture.cursor, { uri: uriOf("deep/b.yaml"), offset: 3 });
  const [first, second] = fixture.expected;
  assert.deepEqual(
    [first?.line, first?.column, first?.length, first?.fix, first?.message],
    [0, 0, 4, true, "Something."],
  );
  assert.equal(first?.because, "Gateway a/b: Accepted=False");
  assert.deepEqual([second?.line, second?.column, second?.length, second?.message], [1, 6, 4, undefined]);
});

test("a finding that nobody wrote down fails, and so does one that never came", () => {
  const broken = "#- a.yaml\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: [}";
  assert.throws(() => check(broken), /yaml-syntax/);
  assert.throws(() => check("kind: Gateway\n#^^^ error some-code"), /some-code/);
});
