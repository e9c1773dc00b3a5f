import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-class-other-controller is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: other}
      spec: {controllerName: example.com/gateway-controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: front, namespace: infra}
      spec:
        gatewayClassName: other
      #                   ^^^^^ information gateway-class-other-controller: GatewayClass "other" belongs to "example.com/gateway-controller", not to Kuma ("gateways.kuma.io/controller"): Kuma makes nothing of this Gateway.
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});
