import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-secret-in-two-meshes is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: front, namespace: infra, labels: {kuma.io/mesh: second}}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}}
      #                                                                            ^^^^^^^^^ error gateway-secret-in-two-meshes: A Gateway of mesh "default" uses Secret "infra/edge-cert" too, and Kuma's copies for both meshes would have the same name: this Gateway comes to nothing and gets no status.
      #> Gateway infra/front, log of the control plane: error generating MeshGateway.kuma.io: failed to create k8s Secret: resourceVersion should not be set on objects to be created
    `),
  );
});
