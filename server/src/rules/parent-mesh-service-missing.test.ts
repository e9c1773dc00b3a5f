import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-mesh-service-missing is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: kuma.io, kind: MeshService, name: crat}
      #                                             ^^^^ error parent-mesh-service-missing: MeshService "shop/crat" does not exist, so this parentRef attaches to nothing.
      #> HTTPRoute shop/cart, parent shop/crat: Accepted=False, NoMatchingParent: "MeshService \\"shop/crat\\" does not exist"
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "3.0"\n' },
    ),
  );
});
