import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-mesh-field is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      spec:
        meshServices: {mode: Disabled}
      # ^^^^^^^^^^^^ warning upgrade-3-0-mesh-field 💡: Kuma 3.0 always makes MeshServices, and a Mesh has no meshServices any more.
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});

test("upgrade-3-0-mesh-field: Set mode to Exclusive, as in 3.0", () => {
  checkFix(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      spec:
        meshServices: {mode: Disabled}
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      spec:
        meshServices: {mode: Exclusive}
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
    { code: "upgrade-3-0-mesh-field", title: "Set mode to Exclusive, as in 3.0" },
  );
});
