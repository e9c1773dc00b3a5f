import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";

const gatewayClass = (controller: string) => `
      #- class.yaml complete:true kuma:3.0
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: edge}
      spec: {controllerName: ${controller}}
      #- gateway.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: edge`;

test("gateway-not-supported is told on the word that is to blame", () => {
  check(`${gatewayClass("gateways.kuma.io/controller")}
      #                   ^^^^ warning gateway-not-supported: Kuma 3.0 has no builtin gateways: nobody takes care of this Gateway, and nothing is made of it.
        listeners: [{name: http, port: 80, protocol: HTTP}]
  `);
});

test("a Gateway of another implementation is none of Kuma's business", () => {
  check(`${gatewayClass("example.com/controller")}
      #                   ^^^^ information gateway-class-other-controller
        listeners: [{name: http, port: 80, protocol: HTTP}]
  `);
});
