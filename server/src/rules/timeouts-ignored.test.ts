import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("timeouts-ignored is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - timeouts: {request: 10s}
      #   ^^^^^^^^ warning timeouts-ignored 💡: Kuma ignores the timeouts of an HTTPRoute; a MeshTimeout sets them.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('timeouts-ignored: Write a MeshTimeout for all requests of Gateway "infra/edge" instead', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - timeouts: {request: 10s}
          backendRefs:
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
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshTimeout
      metadata:
        name: cart-shop
        namespace: kuma-system
        labels:
          kuma.io/mesh: default
      spec:
        targetRef:
          kind: MeshGateway
          name: edge.infra
        to:
        - targetRef:
            kind: Mesh
          default:
            http:
              requestTimeout: 10s
    `),
    { code: "timeouts-ignored", title: 'Write a MeshTimeout for all requests of Gateway "infra/edge" instead' },
  );
});

test("timeouts-ignored: Remove timeouts", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - timeouts: {request: 10s}
          backendRefs:
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
    { code: "timeouts-ignored", title: "Remove timeouts" },
  );
});

test("routes of other implementations are none of Kuma's business", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: other}
      spec: {controllerName: example.com/other}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: front, namespace: shop}
      spec:
        gatewayClassName: other
      #                   ^^^^^ information gateway-class-other-controller
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: front}
      #          ^^^^^ information parent-gateway-other-class
        rules:
        - timeouts: {request: 10s}
          backendRefs: [{name: cart, port: 80}]
    `),
  );
});

test("a Gateway that is declared as external counts as Kuma's", () => {
  check(`
      #- .gateway-lens.yaml
      external:
      - {group: gateway.networking.k8s.io, kind: Gateway, namespace: infra, name: edge}
      - {kind: Service, namespace: shop, name: cart}
      #- route.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - timeouts: {request: 10s}
      #   ^^^^^^^^ warning timeouts-ignored 💡
          backendRefs: [{name: cart, port: 80}]
  `);
});

test("nothing is known of a Gateway that is nowhere", () => {
  check(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
      #          ^^^^ warning parent-gateway-missing 💡
        rules:
        - timeouts: {request: 10s}
  `);
});
