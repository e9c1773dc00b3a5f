import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("rule-overlaps-other-route is told on the word that is to blame", () => {
  check(
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
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart-too, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
      # ^ warning rule-overlaps-other-route: HTTPRoute "shop/cart" has the same match for the same hostname at the same listener: Kuma lays the two over each other, and the backends of only one of them are asked.
          - {name: cart, port: 80}
    `),
  );
});

test("other hostnames, sections or conditions make other requests", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [a.example.com]
        rules:
        - backendRefs: [{name: cart, port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: other, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [b.example.com]
        rules:
        - backendRefs: [{name: cart, port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: third, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [a.example.com]
        rules:
        - matches: [{path: {type: PathPrefix, value: /b}}]
          backendRefs: [{name: cart, port: 80}]
    `),
  );
});
