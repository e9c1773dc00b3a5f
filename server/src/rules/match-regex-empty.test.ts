import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("match-regex-empty is told on the word that is to blame", () => {
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
          - path: {type: RegularExpression, value: ""}
      #                                     ^^^^^^^^^ error match-regex-empty 💡: An empty regular expression is refused when Kuma writes its MeshHTTPRoute, and the whole route is lost.
      #> MeshHTTPRoute kuma-system/cart-shop-18776d5e refused by schema: spec.to[0].rules[0].matches[0].path.value: Invalid value: spec.to[0].rules[0].matches[0].path.value in body should be at least 1 chars long; HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: MeshHTTPRoute.kuma.io "cart-shop-18776d5e" is invalid: spec.to[0].rules[0].matches[0].path.value: spec.to[0].rules[0].matches[0].path.value in body should be at least 1 chars long
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('match-regex-empty: Change to "/.*", which matches everything', () => {
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
          - path: {type: RegularExpression, value: ""}
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
          - path: {type: RegularExpression, value: "/.*"}
          backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "match-regex-empty", title: 'Change to "/.*", which matches everything' },
  );
});
