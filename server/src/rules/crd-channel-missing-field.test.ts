import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("crd-channel-missing-field is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - retry: {attempts: 3}
      #   ^^^^^ error crd-channel-missing-field 💡: HTTPRoute has no field spec.rules[0].retry in Gateway API 1.5.1, standard channel: kubectl apply refuses it, and the API server would drop it. It exists since 1.2 in the experimental channel.
      #> HTTPRoute shop/cart refused by kubectl: strict decoding error: unknown field "spec.rules[0].retry"
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("crd-channel-missing-field: Remove retry", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - retry: {attempts: 3}
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
    { code: "crd-channel-missing-field", title: "Remove retry" },
  );
});
