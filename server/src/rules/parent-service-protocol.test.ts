import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-protocol is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports: [{name: http, port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
      #                                    ^^^^ warning parent-service-protocol 💡: Kuma takes port 80 of Service "shop/cart" for tcp, since no appProtocol says http: the route is accepted, but has no effect.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-service-protocol: Set appProtocol of port 80 of Service "cart" to http', () => {
  checkFix(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports: [{name: http, port: 80}]
      ---
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
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports: [{name: http, port: 80, appProtocol: http}]
      ---
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
    { code: "parent-service-protocol", title: 'Set appProtocol of port 80 of Service "cart" to http' },
  );
});

test("any of the HTTP protocols will do, in any case of letters", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        ports: [{port: 80, appProtocol: GRPC}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `),
  );
});

test("the annotation says it, too", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop, annotations: {80.service.kuma.io/protocol: http}}
      spec:
        ports: [{port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `),
  );
});

test("one port of several is enough where the ref names none", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        ports: [{name: http, port: 80, appProtocol: http}, {name: metrics, port: 9090}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `),
  );
});
