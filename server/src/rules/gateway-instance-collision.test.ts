import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-instance-collision is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: edge, namespace: infra}
      spec:
        selector: {app: other}
        ports: [{port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ error gateway-instance-collision: Service "edge" already exists, so Kuma cannot make its own of that name for this Gateway.
      #> MeshGatewayInstance infra/edge, log of the control plane: unable to reconcile Service for Gateway: couldn't create object: services "edge" already exists
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});
