import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("generated-name-collision is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: a, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: shop-cart, namespace: shop}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: a-shop, namespace: shop}
      #                ^^^^^^ error generated-name-collision: Kuma would call what it makes of this object MeshHTTPRoute "a-shop-shop-cart.shop", which HTTPRoute shop/a has already: this one comes to nothing and gets no status.
      #> HTTPRoute shop/a-shop, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: meshhttproutes.kuma.io "a-shop-shop-cart.shop" already exists
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, namespace: shop}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop-cart, namespace: shop}
      spec:
        ports: [{port: 80, appProtocol: http}]
    `),
  );
});
