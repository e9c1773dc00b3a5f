import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-name-too-long is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
      #                                    ^^^^ error parent-service-name-too-long: The generated name joins those of the route, the Service and their namespaces: 255 characters, where 253 are allowed, so the API server refuses it and the route gets no status.
      #> MeshHTTPRoute kuma-system/abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij-shop-cart.shop refused by schema: metadata.name: Invalid value: must be no more than 253 characters; HTTPRoute shop/abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: MeshHTTPRoute.kuma.io "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij-shop-cart.shop" is invalid: metadata.name: must be no more than 253 characters
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
