import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-hostname-mismatch is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [shop.example.org]
      #             ^^^^^^^^^^^^^^^^ error parent-hostname-mismatch 💡: No hostname of the route ("shop.example.org") goes with a listener of Gateway "infra/edge" ("*.example.com"): the route is not attached.
      #> HTTPRoute shop/cart, parent infra/edge: Accepted=False, NoMatchingListenerHostname
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("below a wildcard, the route's own first label stays", () => {
  const world = (hostname: string) =>
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [${hostname}]
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `);
  checkFix(world("shop.example.org"), world("shop.example.com"), { code: "parent-hostname-mismatch" });
});
