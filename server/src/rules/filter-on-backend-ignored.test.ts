import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-on-backend-ignored is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - name: cart
            port: 80
            filters:
      #     ^^^^^^^ warning filter-on-backend-ignored 💡: Kuma ignores filters of a single backend; only those of the rule have an effect.
            - type: RequestHeaderModifier
              requestHeaderModifier: {set: [{name: x-team, value: shop}]}
    `),
  );
});

test("filter-on-backend-ignored: Remove filters", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - name: cart
            port: 80
            filters:
            - type: RequestHeaderModifier
              requestHeaderModifier: {set: [{name: x-team, value: shop}]}
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
          - name: cart
            port: 80
    `),
    { code: "filter-on-backend-ignored", title: "Remove filters" },
  );
});
