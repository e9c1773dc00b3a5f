import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-parent-refused is told on the word that is to blame", () => {
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
      #                                    ^^^^ warning upgrade-3-0-parent-refused: Kuma 3.0 no longer attaches the route to Service "shop/cart" (Accepted=False, NoMatchingParent): it is headless.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});
