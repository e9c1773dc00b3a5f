import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-builtin-resource is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      #     ^^^^^^^^^^^^^^^^^ warning upgrade-3-0-builtin-resource: The upgrade to Kuma 3.0 deletes the CRD of MeshGatewayConfig, and with it this object.
      metadata: {name: edges}
      #                ^^^^^ information config-unused
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});
