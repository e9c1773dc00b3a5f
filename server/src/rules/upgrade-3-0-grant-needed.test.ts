import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-grant-needed is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: billing, namespace: payments, port: 80}
      #                                ^^^^^^^^ warning upgrade-3-0-grant-needed 💡: Kuma 3.0 asks for a ReferenceGrant in namespace "payments" before HTTPRoutes of "shop" with a Service as parent may use Service "billing"; without it this backend is left out.
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});
