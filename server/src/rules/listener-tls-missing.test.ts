import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-tls-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS}
      #          ^^^^^ error listener-tls-missing 💡: HTTPS listener "https" has no tls, so Kuma's webhook refuses the whole MeshGateway, good listeners included.
      #> Gateway infra/edge, log of the control plane: could not reconcile owned MeshGateway.kuma.io: could not create owned *v1alpha1.MeshGateway: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.conf.listeners[0].tls: cannot be empty
    `),
  );
});

test('listener-tls-missing: Use the certificate of Secret "edge-cert"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}}
    `),
    { code: "listener-tls-missing", title: 'Use the certificate of Secret "edge-cert"' },
  );
});
