import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-name-not-a-service-name is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge.example.com, namespace: infra}
      #                ^^^^^^^^^^^^^^^^ error gateway-name-not-a-service-name 💡: Kuma makes a Service of the Gateway's name, and "edge.example.com" is none that a Service can have: there will be no Service and no proxy, though the Gateway says Programmed=True.
      #> MeshGatewayInstance infra/edge.example.com, log of the control plane: unable to reconcile Service for Gateway: couldn't create object: Service "edge.example.com" is invalid: metadata.name: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});

test('gateway-name-not-a-service-name: Rename to "edge-example-com"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge.example.com, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge-example-com, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
    { code: "gateway-name-not-a-service-name", title: 'Rename to "edge-example-com"' },
  );
});
