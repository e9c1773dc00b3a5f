import assert from "node:assert/strict";
import { test } from "node:test";
import { findTemplate, interestIn, isTemplated } from "./scan.ts";

const interests = interestIn({ groups: ["gateway.networking.k8s.io", "kuma.io"], kinds: ["Service", "Namespace"] });

test("a text that can hold something of interest", () => {
  for (const text of [
    "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\n",
    '{"apiVersion": "v1", "kind": "Service"}',
    "{kind: Namespace}",
    "kind: &k Service",
    "kind: *k",
    "items:\n- kind:   'Service'\n",
    "kind: !!str Service",
  ]) {
    assert.ok(interests(text), text);
  }
});

test("a text that cannot", () => {
  for (const text of [
    "",
    "kind: ServiceAccount",
    "kind: Deployment\nspec: Service",
    "apiVersion: apps/v1",
    "mankind: Service",
  ]) {
    assert.ok(!interests(text), text);
  }
  assert.ok(!interestIn({ groups: [], kinds: [] })("kind: Service"));
});

test("templates are recognised by their kind", () => {
  assert.deepEqual(findTemplate("a: {{ .Values.x }}\n"), { kind: "Helm", start: 3, end: 18 });
  assert.deepEqual(findTemplate("{% if x %}\na: 1"), { kind: "Jinja", start: 0, end: 10 });
  assert.deepEqual(findTemplate("a: ${X:-y}"), { kind: "envsubst", start: 3, end: 10 });
  assert.deepEqual(findTemplate("a: $(X)"), { kind: "envsubst", start: 3, end: 7 });
  assert.equal(findTemplate("a: $x {b} ${ } $5 $(a b)"), undefined);
  assert.ok(isTemplated("shop-${ENV}"));
  assert.ok(!isTemplated("{a: {b: c}}"));
});
