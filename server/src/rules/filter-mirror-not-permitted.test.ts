import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-mirror-not-permitted is told on the word that is to blame", () => {
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
          - type: RequestMirror
            requestMirror: {backendRef: {name: billing, namespace: payments, port: 80}}
      #                                                            ^^^^^^^^ error filter-mirror-not-permitted 💡: No ReferenceGrant of namespace "payments" permits HTTPRoutes of "shop" to mirror to Service "billing"; Kuma's webhook refuses what comes of it, and the whole route is lost.
      #> HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.to[0].rules[0].default.filters[0].requestMirror.backendRef.name: invalid characters: must consist of lower case alphanumeric characters, '-', '.' and '_'.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
