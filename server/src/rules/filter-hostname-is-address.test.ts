import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-hostname-is-address is told on the word that is to blame", () => {
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
          - type: RequestRedirect
            requestRedirect: {hostname: 10.0.0.1}
      #                                 ^^^^^^^^ error filter-hostname-is-address: "10.0.0.1" is an IP address, which Kuma's webhook does not take as a hostname: the whole route is refused.
      #> HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.to[0].rules[0].default.filters[0].requestRedirect.hostname: cannot be an IP address
    `),
  );
});
