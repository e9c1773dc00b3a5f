import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-port-mismatch is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, port: 8080}
      #                                        ^^^^ error parent-port-mismatch 💡: "infra/edge" has no matching listener with port 8080, only 80: the route is not attached by this parentRef.
      #> HTTPRoute shop/cart, parent infra/edge: Accepted=False, NoMatchingParent
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("parent-port-mismatch: Change to 80", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, port: 8080}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, port: 80}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-port-mismatch", title: "Change to 80" },
  );
});

test("parent-port-mismatch: Remove the port", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, port: 8080}
        rules:
        - backendRefs:
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
    { code: "parent-port-mismatch", title: "Remove the port" },
  );
});
