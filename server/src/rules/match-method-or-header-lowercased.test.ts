import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("match-method-or-header-lowercased is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{headers: [{name: X-Team, value: shop}]}]
      #                               ^^^^^^ hint match-method-or-header-lowercased 💡: Kuma writes names of headers in lower case: "X-Team" is "x-team" in the MeshHTTPRoute.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('match-method-or-header-lowercased: Change to "x-team"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{headers: [{name: X-Team, value: shop}]}]
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
        - matches: [{headers: [{name: x-team, value: shop}]}]
          backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "match-method-or-header-lowercased", title: 'Change to "x-team"' },
  );
});
