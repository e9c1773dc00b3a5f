import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-without-section-reaches-all is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: public, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: admin, port: 8080, protocol: HTTP}
      #          ^^^^^ information gateway-listener-unused
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
      #          ^^^^ warning parent-without-section-reaches-all 💡: Without a sectionName Kuma applies the route to all listeners of Gateway "infra/edge", also to "admin", which does not take routes from this namespace.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-without-section-reaches-all: Add sectionName "public"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: public, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: admin, port: 8080, protocol: HTTP}
      ---
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
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: public, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: admin, port: 8080, protocol: HTTP}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, sectionName: public}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-without-section-reaches-all", title: 'Add sectionName "public"' },
  );
});
