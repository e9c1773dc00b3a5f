import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-group-omitted is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {kind: Service, name: cart}
      #          ^^^^^^^ hint parent-service-group-omitted 💡: Services are of the group "", not "gateway.networking.k8s.io" (which is what an omitted group means); Kuma takes both, other implementations do not.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-service-group-omitted: Set group to ""', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {kind: Service, name: cart}
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
        - {kind: Service, name: cart, group: ""}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-service-group-omitted", title: 'Set group to ""' },
  );
});
