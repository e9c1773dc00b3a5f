import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-section-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, sectionName: htpp}
      #                                               ^^^^ error parent-section-missing 💡: "infra/edge" has no section "htpp", only "http": the route is not attached by this parentRef.
      #> HTTPRoute shop/cart, parent infra/edge: Accepted=False, NoMatchingParent
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('parent-section-missing: Change to "http"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, sectionName: htpp}
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
        - {name: edge, namespace: infra, sectionName: http}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-section-missing", title: 'Change to "http"' },
  );
});
