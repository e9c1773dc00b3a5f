import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("config-cross-mesh-service-type is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec: {crossMesh: true, serviceType: NodePort}
      #                                    ^^^^^^^^ information config-cross-mesh-service-type 💡: The config is cross-mesh, so Kuma makes its Services ClusterIP, whatever is asked for (NodePort).
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges}
    `),
  );
});

test("config-cross-mesh-service-type: Change to ClusterIP", () => {
  checkFix(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec: {crossMesh: true, serviceType: NodePort}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges}
    `),
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
    `),
    { code: "config-cross-mesh-service-type", title: "Change to ClusterIP" },
  );
});
