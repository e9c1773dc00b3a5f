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
