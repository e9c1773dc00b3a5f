import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-cross-mesh-protocol is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec: {crossMesh: true, serviceType: ClusterIP}
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
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - name: https
          port: 443
          protocol: HTTPS
      #             ^^^^^ error listener-cross-mesh-protocol: The Gateway's class is cross-mesh, where Kuma allows only HTTP: the HTTPS listener is left out.
      #> Gateway infra/edge, listener https: Accepted=False, UnsupportedProtocol: "unsupported protocol HTTPS with cross-mesh"; Gateway infra/edge, listener https: Programmed=False, Invalid: "detached"; Gateway infra/edge: Programmed=False, Invalid
          tls: {certificateRefs: [{name: edge-cert}]}
    `),
  );
});
