import assert from "node:assert/strict";
import { test } from "node:test";
import { becauseText } from "./because.ts";

const route = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop", name: "cart" };

test("a condition is told with its object, its parent, and its message as written", () => {
  assert.equal(
    becauseText({
      of: route,
      parent: "infra/edge",
      condition: { type: "ResolvedRefs", status: "False", reason: "BackendNotFound", message: 'no "x"' },
    }),
    'HTTPRoute shop/cart, parent infra/edge: ResolvedRefs=False, BackendNotFound: "no \\"x\\""',
  );
});

test("an empty message is not told", () => {
  assert.equal(
    becauseText({
      of: route,
      condition: { type: "Accepted", status: "False", reason: "NoMatchingParent", message: "" },
    }),
    "HTTPRoute shop/cart: Accepted=False, NoMatchingParent",
  );
});

test("a refusal is told with who refused, be it a message or errors of fields", () => {
  assert.equal(
    becauseText({ refusal: { key: route, by: "validator", message: "spec: cannot be empty" } }),
    "HTTPRoute shop/cart refused by validator: spec: cannot be empty",
  );
  assert.equal(
    becauseText({
      refusal: { key: route, by: "schema", errors: [{ field: "spec.a", detail: "Required" }, { detail: "x" }] },
    }),
    "HTTPRoute shop/cart refused by schema: spec.a: Required; x",
  );
});

test("an error is told as the log of the control plane has it", () => {
  assert.equal(
    becauseText({ error: { key: route, message: "could not" } }),
    "HTTPRoute shop/cart, log of the control plane: could not",
  );
});

test("what follows is told after it, and the log instead of a refusal that it quotes", () => {
  const programmed = { type: "Programmed", status: "False", reason: "Invalid", message: "" } as const;
  const accepted = { type: "Accepted", status: "False", reason: "UnsupportedProtocol", message: "x" } as const;
  assert.equal(
    becauseText({ of: route, condition: accepted, listener: "tcp", also: [{ of: route, condition: programmed }] }),
    'HTTPRoute shop/cart, listener tcp: Accepted=False, UnsupportedProtocol: "x"; HTTPRoute shop/cart: Programmed=False, Invalid',
  );
  const refusal = { key: route, by: "validator", message: "spec: cannot be empty" };
  assert.equal(
    becauseText({ refusal, also: [{ error: { key: route, message: "denied: spec: cannot be empty" } }] }),
    "HTTPRoute shop/cart, log of the control plane: denied: spec: cannot be empty",
  );
});
