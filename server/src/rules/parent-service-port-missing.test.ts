import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-port-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, port: 8080}
      #                                                ^^^^ error parent-service-port-missing 💡: "shop/cart" has no port 8080, only 80: Kuma makes a route for it all the same, which no request ever meets.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("parent-service-port-missing: Change to 80", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, port: 8080}
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
        - {group: "", kind: Service, name: cart, port: 80}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-service-port-missing", title: "Change to 80" },
  );
});

test("parent-service-port-missing: Remove the port, to mean all ports", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, port: 8080}
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
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-service-port-missing", title: "Remove the port, to mean all ports" },
  );
});
