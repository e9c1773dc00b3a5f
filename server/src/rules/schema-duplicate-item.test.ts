import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("schema-duplicate-item is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches:
          - headers: [{name: x-team, value: a}, {name: x-team, value: b}]
      #                                         ^^^^^^^^^^^^^^^^^^^^^^^^ error schema-duplicate-item 💡: spec.rules[0].matches[0].headers[1] repeats an earlier item of its list, so the API server refuses the HTTPRoute.
      #> HTTPRoute shop/cart refused by schema: spec.rules[0].matches[0].headers[1]: Duplicate value
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("schema-duplicate-item: Remove the repeated item", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches:
          - headers: [{name: x-team, value: a}, {name: x-team, value: b}]
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
        - matches:
          - headers: [{name: x-team, value: a}]
          backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "schema-duplicate-item", title: "Remove the repeated item" },
  );
});
