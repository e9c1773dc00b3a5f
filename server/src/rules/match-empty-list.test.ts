import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("match-empty-list is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: []
      #   ^^^^^^^^^^^ error match-empty-list 💡: An empty list of matches makes Kuma write a null that the API server refuses, and the whole route is lost; leave matches out to match everything.
      #> MeshHTTPRoute kuma-system/cart-shop-18776d5e refused by schema: spec.to[0].rules[0].matches: Invalid value: spec.to[0].rules[0].matches in body must be of type array: "null"; HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: MeshHTTPRoute.kuma.io "cart-shop-18776d5e" is invalid: spec.to[0].rules[0].matches: spec.to[0].rules[0].matches in body must be of type array: "null"
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("match-empty-list: Remove matches, to match everything", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: []
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
    { code: "match-empty-list", title: "Remove matches, to match everything" },
  );
});
