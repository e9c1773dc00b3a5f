import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("namespace-not-injected is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Namespace
      metadata: {name: infra}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec: {tags: {kuma.io/service: edge}}
      #            ^^^^^^^^^^^^^^^^^^^^^^^ error instance-gateway-missing
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                                 ^^^^^ information namespace-not-injected: Namespace "infra" has no label "kuma.io/sidecar-injection", so Kuma's webhook does not see the generated MeshGatewayInstance and lets tag "kuma.io/service" pass, which it would refuse elsewhere.
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});
