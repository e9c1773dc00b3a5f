import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-headless is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        clusterIP: None
        ports: [{name: http, port: 80, appProtocol: http}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
      #                                    ^^^^ error parent-service-headless: Service "shop/cart" is headless (clusterIP: None), and Kuma has no MeshService for it to attach to: the route is not attached.
      #> HTTPRoute shop/cart, parent shop/cart: Accepted=False, NoMatchingParent: "Service \\"shop/cart\\" has no MeshService to attach to"
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "3.0"\n' },
    ),
  );
});
