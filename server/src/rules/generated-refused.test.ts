import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("generated-refused is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayConfig
      metadata: {name: edges}
      spec:
        podTemplate: {metadata: {labels: {app: other}}}
      #                                        ^^^^^ error generated-refused: The cluster refuses Deployment "edge", which Kuma would make of this object.
      #> MeshGatewayInstance infra/edge, log of the control plane: unable to reconcile Deployment for Gateway: couldn't create object: Deployment.apps "edge" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other","kuma.io/mesh":"default","kuma.io/sidecar-injection":"disabled"}: \`selector\` does not match template \`labels\`
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
