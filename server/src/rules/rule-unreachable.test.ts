import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("rule-unreachable is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{path: {type: PathPrefix, value: /cart}}]
          backendRefs:
          - {name: cart, port: 80}
        - matches: [{path: {type: PathPrefix, value: /cart}}]
      #   ^^^^^^^ warning rule-unreachable 💡: No request reaches this rule: whatever it matches is matched the same way by rule 1, which stands before it.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("rule-unreachable: Remove this rule", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{path: {type: PathPrefix, value: /cart}}]
          backendRefs:
          - {name: cart, port: 80}
        - matches: [{path: {type: PathPrefix, value: /cart}}]
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
        - matches: [{path: {type: PathPrefix, value: /cart}}]
          backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "rule-unreachable", title: "Remove this rule" },
  );
});

test("a match with one condition less is another match", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{path: {type: PathPrefix, value: /a}, method: GET}]
          backendRefs: [{name: cart, port: 80}]
        - matches: [{path: {type: PathPrefix, value: /a}}]
          backendRefs: [{name: cart, port: 80}]
    `),
  );
});
