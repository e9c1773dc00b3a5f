import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-class-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kumo
      #                   ^^^^ error gateway-class-missing 💡: GatewayClass "kumo" does not exist, so nobody takes care of this Gateway.
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});

test('gateway-class-missing: Change to "kuma"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kumo
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
    { code: "gateway-class-missing", title: 'Change to "kuma"' },
  );
});

test("every installation has the class kuma", () => {
  check(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners: [{name: http, port: 80, protocol: HTTP}]
  `);
});
