import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("config-tags-reserved is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec:
        tags: {kuma.io/service: edge}
      #        ^^^^^^^^^^^^^^^^^^^^^ error config-tags-reserved 💡: Kuma sets the tag "kuma.io/service" itself and refuses a MeshGatewayInstance that has another, so Gateways of this class get no proxy.
      #> Gateway infra/edge, log of the control plane: unable to reconcile MeshGatewayInstance: couldn't create MeshGatewayInstance: admission webhook "validator.kuma-admission.kuma.io" denied the request: tags: "kuma.io/service" must not be defined
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
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});

test("config-tags-reserved: Remove the tag", () => {
  checkFix(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec:
        tags: {kuma.io/service: edge}
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
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
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
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
    { code: "config-tags-reserved", title: "Remove the tag" },
  );
});
