import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-not-allowed is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
      #          ^^^^ error parent-not-allowed 💡: Listener "http" of Gateway "infra/edge" does not take routes from namespace "shop" (only from its own, "infra"): the route is not attached.
      #> HTTPRoute shop/cart, parent infra/edge: Accepted=False, NotAllowedByListeners
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-not-allowed: Let listener "http" take routes from all namespaces', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
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
        - {name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
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
    { code: "parent-not-allowed", title: 'Let listener "http" take routes from all namespaces' },
  );
});

test("a label that a selector asks for is added to the Namespace, where that is written", () => {
  const world = (labels: string) => `
      #- .gateway-lens.yaml
      complete: true
      #- namespace.yaml
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
${labels}      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: infra}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec: {controllerName: gateways.kuma.io/controller}
      #- route.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - name: http
          port: 80
          protocol: HTTP
          allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: shop}}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{name: edge, namespace: infra}]
        rules:
        - filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301}}]`;
  checkFix(world(""), world("        labels:\n          team: shop\n"), { code: "parent-not-allowed" });
});
