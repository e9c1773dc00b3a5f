import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-field-ignored is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        infrastructure: {labels: {team: edge}}
      # ^^^^^^^^^^^^^^ warning gateway-field-ignored 💡: Kuma ignores infrastructure of a Gateway: a MeshGatewayConfig has templates for the Service and the pods.
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});

test("gateway-field-ignored: Remove infrastructure", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        infrastructure: {labels: {team: edge}}
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
    { code: "gateway-field-ignored", title: "Remove infrastructure" },
  );
});
