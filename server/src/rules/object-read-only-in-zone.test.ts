import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("object-read-only-in-zone is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      #     ^^^^ error object-read-only-in-zone: Zone "default" is joined to a global control plane, where a Mesh must be applied: the zone's webhook refuses it.
      metadata: {name: default}
    `,
      { settings: "controlPlane: {supportGatewaySecretsInAllNamespaces: true}\nfederated: true\n" },
    ),
  );
});
