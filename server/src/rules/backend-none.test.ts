import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-none is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
      #   ^^^^^^^^… error backend-none 💡: A rule at a Gateway needs a backendRef or a redirect; Kuma's webhook refuses the MeshHTTPRoute without, and all other rules of the route with it.
      #> HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.to[0].rules[0].default.backendRefs: must not be empty
          - type: RequestHeaderModifier
            requestHeaderModifier: {set: [{name: x-team, value: shop}]}
    `),
  );
});

test('backend-none: Send to Service "cart", port 80', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
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
        - filters:
          - type: RequestHeaderModifier
            requestHeaderModifier: {set: [{name: x-team, value: shop}]}
          backendRefs:
          - name: cart
            port: 80
    `),
    { code: "backend-none", title: 'Send to Service "cart", port 80' },
  );
});
