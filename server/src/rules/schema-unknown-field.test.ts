import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("schema-unknown-field is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRef:
      #   ^^^^^^^^^^ error schema-unknown-field 💡: HTTPRoute has no field spec.rules[0].backendRef: kubectl apply refuses it, and the API server would drop it.
      #> HTTPRoute shop/cart refused by kubectl: strict decoding error: unknown field "spec.rules[0].backendRef"
          - {name: cart, port: 80}
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("schema-unknown-field: Remove backendRef", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRef:
          - {name: cart, port: 80}
          backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "schema-unknown-field", title: "Remove backendRef" },
  );
});
