import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-kind-unsupported is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Gateway, name: edge, namespace: infra}
      #           ^^ warning parent-kind-unsupported 💡: Kuma attaches HTTPRoutes to Gateways and Services only: it ignores this Gateway of the group "" and writes no status for it.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-kind-unsupported: Set group to "gateway.networking.k8s.io"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Gateway, name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "gateway.networking.k8s.io", kind: Gateway, name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-kind-unsupported", title: 'Set group to "gateway.networking.k8s.io"' },
  );
});
