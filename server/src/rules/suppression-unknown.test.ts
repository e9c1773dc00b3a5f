import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("suppression-unknown is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        # gateway-lens-disable-next-line parent-gateway-mising -- made by another team
      #                                  ^^^^^^^^^^^^^^^^^^^^^ warning suppression-unknown 💡: No finding is called "parent-gateway-mising", so this keeps nothing silent.
        - {name: other, namespace: infra}
      #          ^^^^^ error parent-gateway-missing
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('suppression-unknown: Change to "parent-gateway-missing"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        # gateway-lens-disable-next-line parent-gateway-mising -- made by another team
        - {name: other, namespace: infra}
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
        # gateway-lens-disable-next-line parent-gateway-missing -- made by another team
        - {name: other, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "suppression-unknown", title: 'Change to "parent-gateway-missing"' },
  );
});
