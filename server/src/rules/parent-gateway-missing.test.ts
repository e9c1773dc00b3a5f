import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-gateway-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: egde, namespace: infra}
      #          ^^^^ error parent-gateway-missing 💡: Gateway "infra/egde" does not exist: Kuma ignores this parentRef and writes no status for it.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-gateway-missing: Change to "edge"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: egde, namespace: infra}
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
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-gateway-missing", title: 'Change to "edge"' },
  );
});

test("a forgotten namespace is told, and added", () => {
  const route = (ref: string) => `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - ${ref}
        rules:
        - backendRefs: [{name: cart, port: 80}]
    `;
  checkFix(inWorld(route("{name: edge}")), inWorld(route("{name: edge, namespace: infra}")), {
    code: "parent-gateway-missing",
    title: "Set namespace",
  });
});
