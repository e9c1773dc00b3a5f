import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-protocol-not-http is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: next, port: 80}
      #                        ^^ warning backend-protocol-not-http 💡: Kuma takes port 80 of Service "shop/next" for tcp, since no appProtocol says http, and drops it from the backends of the rule.
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: next, namespace: shop}
      spec:
        ports: [{port: 80}]
    `),
  );
});

test('backend-protocol-not-http: Set appProtocol of port 80 of Service "next" to http', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: next, port: 80}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: next, namespace: shop}
      spec:
        ports: [{port: 80}]
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
          - {name: next, port: 80}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: next, namespace: shop}
      spec:
        ports: [{port: 80, appProtocol: http}]
    `),
    { code: "backend-protocol-not-http", title: 'Set appProtocol of port 80 of Service "next" to http' },
  );
});

test("a gateway speaks HTTP to every backend", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        ports: [{port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `),
  );
});

test("where the parent speaks no HTTP, the whole route is void, and only that is told", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        ports: [{port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
      #                                    ^^^^ warning parent-service-protocol 💡
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `),
  );
});
