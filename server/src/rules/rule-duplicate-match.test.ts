import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("rule-duplicate-match is told on the word that is to blame", () => {
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
          - headers: [{name: x-team, value: a}]
          - headers: [{name: X-Team, value: a}]
      #                      ^^^^^^ hint match-method-or-header-lowercased 💡
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning rule-duplicate-match 💡: The same match stands earlier in this rule.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("rule-duplicate-match: Remove this match", () => {
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
          - headers: [{name: x-team, value: a}]
          - headers: [{name: X-Team, value: a}]
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
    { code: "rule-duplicate-match", title: "Remove this match" },
  );
});
