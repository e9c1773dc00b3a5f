import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-gateway is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      #                ^^^^ warning upgrade-3-0-gateway: Kuma 3.0 takes no notice of this GatewayClass: its status stays as it was, and what was made of it is deleted with Kuma's own resources; move to a delegated gateway before.
      spec:
        controllerName: gateways.kuma.io/controller
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ warning upgrade-3-0-gateway: Kuma 3.0 takes no notice of this Gateway: its status stays as it was, and what was made of it is deleted with Kuma's own resources; move to a delegated gateway before.
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\n' },
    ),
  );
});
