import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("retry-ignored is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - retry: {attempts: 3}
      #   ^^^^^ warning retry-ignored 💡: Kuma ignores the retry of an HTTPRoute; a MeshRetry sets it.
          backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
  );
});

test('retry-ignored: Write a MeshRetry for all requests of Gateway "infra/edge" instead', () => {
  checkFix(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - retry: {attempts: 3}
          backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
    inWorld(
      `
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
      kind: MeshRetry
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
              numRetries: 3
              retryOn:
              - 5xx
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
    { code: "retry-ignored", title: 'Write a MeshRetry for all requests of Gateway "infra/edge" instead' },
  );
});

test("retry-ignored: Remove retry", () => {
  checkFix(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - retry: {attempts: 3}
          backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
    { code: "retry-ignored", title: "Remove retry" },
  );
});
