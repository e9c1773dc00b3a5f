import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-name is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: my.mesh}
      #                ^^^^^^^ warning upgrade-3-0-name: Kuma 3.0 refuses "my.mesh" as the name of a Mesh: it must be up to 63 lower case letters, digits and "-", with a letter first.
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});
