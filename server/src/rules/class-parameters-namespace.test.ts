import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("class-parameters-namespace is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges, namespace: infra}
      #                                                                       ^^^^^^^^^^^^^^^^ error class-parameters-namespace 💡: A MeshGatewayConfig belongs to no namespace, so Kuma does not accept a class whose parametersRef names one, and all its Gateways stand still.
      #> GatewayClass kuma: Accepted=False, InvalidParameters: "parametersRef must not refer to a namespace"
    `),
  );
});

test("class-parameters-namespace: Remove the namespace", () => {
  checkFix(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges, namespace: infra}
    `),
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges}
    `),
    { code: "class-parameters-namespace", title: "Remove the namespace" },
  );
});
