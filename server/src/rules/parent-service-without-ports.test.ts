import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-without-ports is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        type: ExternalName
        externalName: cart.example.com
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
      #                                    ^^^^ warning parent-service-without-ports: "shop/cart" has no ports, so Kuma accepts the route, but makes a MeshHTTPRoute without any destination: no request meets it.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
