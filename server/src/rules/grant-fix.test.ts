import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";

const mesh = `
      #- mesh.yaml complete:true
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec: {controllerName: gateways.kuma.io/controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: shop}
      spec:
        gatewayClassName: kuma
        listeners: [{name: http, port: 80, protocol: HTTP}]
      #- route.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        parentRefs: [{name: edge}]
        rules:
        - backendRefs: [{name: billing, namespace: payments, port: 80}]`;

const service = `
      apiVersion: v1
      kind: Service
      metadata: {name: billing, namespace: payments}
      spec:
        ports: [{port: 80}]`;

test("a grant is written beside the backend, in the backend's file", () => {
  checkFix(
    `${mesh}
      #- payments/service.yaml${service}
      `,
    `${mesh}
      #- payments/service.yaml${service}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata:
        name: shop-to-billing
        namespace: payments
      spec:
        from:
        - group: gateway.networking.k8s.io
          kind: HTTPRoute
          namespace: shop
        to:
        - group: ""
          kind: Service
          name: billing
      `,
    { code: "backend-not-permitted" },
  );
});

test("a grant for nobody else is extended", () => {
  const grant = (to: string) => `
      #- payments/service.yaml${service}
      ---
      # the shop's people asked for it
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: shop, namespace: payments}
      spec:
        from:
        - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}
        to:
        - {group: "", kind: Service, name: other}
${to}`;
  checkFix(
    mesh + grant("      "),
    mesh +
      grant(`        - group: ""
          kind: Service
          name: billing
      `),
    { code: "backend-not-permitted", title: "Extend" },
  );
});

test("a grant of others is left alone", () => {
  const others = `
      #- payments/service.yaml${service}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: shop-to-billing, namespace: payments}
      spec:
        from:
        - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}
        - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge}
        to:
        - {group: "", kind: Service, name: other}
        - {group: "", kind: Service, name: another}
      #- payments/service2.yaml
      kind: nothing`;
  checkFix(
    `${mesh}${others}`,
    `${mesh}${others.replace(
      "      ---\n      apiVersion: gateway.networking.k8s.io/v1\n      kind: ReferenceGrant\n      metadata: {name: shop-to-billing,",
      `      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata:
        name: shop-to-billing-2
        namespace: payments
      spec:
        from:
        - group: gateway.networking.k8s.io
          kind: HTTPRoute
          namespace: shop
        to:
        - group: ""
          kind: Service
          name: billing
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: shop-to-billing,`,
    )}`,
    { code: "backend-not-permitted", title: "Create", leavesFindings: true },
  );
});

const openRoute = (mark: string) => `
      #- route.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: shop}
      spec:
        gatewayClassName: kuma
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec: {controllerName: gateways.kuma.io/controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{name: edge}]
        rules:
        - backendRefs: [{name: billing, namespace: payments, port: 80}]
${mark}      `;

test("a grant may be elsewhere, where the namespace is", () => {
  check(
    openRoute(
      `      #                                            ^^^^^^^^ warning backend-not-permitted 💡: No ReferenceGrant of namespace "payments" permits HTTPRoutes of "shop" to use Service "billing": its share of the requests is answered with 500. None is in these files; if there is one elsewhere, declare it as external.\n`,
    ),
  );
});

test("grants that are declared are taken for granted", () => {
  check(`
      #- .gateway-lens.yaml
      external:
      - {group: gateway.networking.k8s.io, kind: ReferenceGrant, namespace: payments, name: "*"}
      - {kind: Service, namespace: payments, name: "*"}${openRoute("")}`);
});
