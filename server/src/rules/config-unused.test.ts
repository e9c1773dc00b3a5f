import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("config-unused is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      #                ^^^^^ information config-unused: No GatewayClass refers to MeshGatewayConfig "edges".
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
    `),
  );
});
