import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-external-service is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: ExternalService
      #     ^^^^^^^^^^^^^^^ warning upgrade-3-0-builtin-resource
      mesh: default
      metadata: {name: payments}
      spec:
        tags: {kuma.io/service: payments, kuma.io/protocol: http}
        networking: {address: "payments.example.com:443"}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {group: kuma.io, kind: ExternalService, name: payments, port: 80}
      #                            ^^^^^^^^^^^^^^^ warning upgrade-3-0-external-service: Kuma 3.0 has no ExternalServices: the backend "payments" is then refused as InvalidKind, and a MeshExternalService cannot be a backend of an HTTPRoute.
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});
