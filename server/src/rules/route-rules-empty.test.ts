import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("route-rules-empty is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules: []
      # ^^^^^^^^^ error route-rules-empty: A route with an empty list of rules is refused when Kuma writes its MeshHTTPRoute, and gets no status.
      #> MeshHTTPRoute kuma-system/cart-shop-cart.shop refused by schema: spec.to[0].rules: Invalid value: spec.to[0].rules in body must be of type array: "null"; HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: MeshHTTPRoute.kuma.io "cart-shop-cart.shop" is invalid: spec.to[0].rules: spec.to[0].rules in body must be of type array: "null"
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "2.13"\n' },
    ),
  );
});
