import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-header-twice is told on the word that is to blame", () => {
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
          - type: RequestHeaderModifier
            requestHeaderModifier: {set: [{name: X-Team, value: a}], add: [{name: x-team, value: b}]}
      #                                                                           ^^^^^^ error filter-header-twice 💡: Header "x-team" is named twice in this filter (Kuma compares in lower case, over set, add and remove), so the whole route is refused.
      #> HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.to[0].rules[0].default.filters[0].requestHeaderModifier.add[0].name: duplicate header name
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("filter-header-twice: Remove this one", () => {
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
            requestHeaderModifier: {set: [{name: X-Team, value: a}], add: [{name: x-team, value: b}]}
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
        - filters:
          - type: RequestHeaderModifier
            requestHeaderModifier: {set: [{name: X-Team, value: a}]}
          backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "filter-header-twice", title: "Remove this one" },
  );
});
