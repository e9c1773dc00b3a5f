import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-certificates-too-many is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}, {name: edge-cert}, {name: edge-cert}]}}
      #                                                   ^^^^^^^^^^^^^^^ error listener-certificates-too-many: Kuma's webhook refuses a listener with more than 2 certificates (here 3), and with it the whole MeshGateway.
      #> Gateway infra/edge, log of the control plane: could not reconcile owned MeshGateway.kuma.io: could not create owned *v1alpha1.MeshGateway: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.conf.listeners[0].tls.certificates: cannot have more than 2 certificates
    `),
  );
});
