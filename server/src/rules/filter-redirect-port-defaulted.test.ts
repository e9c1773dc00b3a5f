import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-redirect-port-defaulted is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: https, port: 8443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}, allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: RequestRedirect
            requestRedirect: {scheme: https}
      #                               ^^^^^ information filter-redirect-port-defaulted 💡: With scheme "https" and no port, Kuma redirects to port 443, but the Gateway listens for https on 8443.
    `),
  );
});

test("filter-redirect-port-defaulted: Add port 443", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: https, port: 8443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}, allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: RequestRedirect
            requestRedirect: {scheme: https}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: https, port: 8443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}, allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: RequestRedirect
            requestRedirect: {scheme: https, port: 443}
    `),
    { code: "filter-redirect-port-defaulted", title: "Add port 443" },
  );
});

test("filter-redirect-port-defaulted: Add port 8443", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: https, port: 8443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}, allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: RequestRedirect
            requestRedirect: {scheme: https}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: https, port: 8443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}, allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: RequestRedirect
            requestRedirect: {scheme: https, port: 8443}
    `),
    { code: "filter-redirect-port-defaulted", title: "Add port 8443" },
  );
});
