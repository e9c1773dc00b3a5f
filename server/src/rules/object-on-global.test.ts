import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("object-on-global is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      #     ^^^^^^^^^^^^ error object-on-global: "global" is a global control plane, which takes no notice of Gateway API objects: apply this GatewayClass to the zones.
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      #     ^^^^^^^ error object-on-global: "global" is a global control plane, which takes no notice of Gateway API objects: apply this Gateway to the zones.
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `,
      {
        settings:
          "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nclusters: [{name: global, mode: global}]\n",
      },
    ),
  );
});

test("Gateways of others are none of its business", () => {
  check(`
      #- .gateway-lens.yaml
      clusters: [{name: global, mode: global}]
      #- gateway.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: other}
      spec: {controllerName: example.com/other}
  `);
});
