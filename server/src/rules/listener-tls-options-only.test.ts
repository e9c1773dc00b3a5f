import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-tls-options-only is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {options: {example.com/cert: automatic}}}
      #                                             ^^^ error listener-tls-options-only 💡: Listener "https" has TLS options but no certificateRefs; Kuma ignores the options, and its webhook refuses the whole MeshGateway.
      #> Gateway infra/edge, log of the control plane: could not reconcile owned MeshGateway.kuma.io: could not create owned *v1alpha1.MeshGateway: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.conf.listeners[0].tls.certificates: cannot be empty in TLS termination mode
    `),
  );
});

test('listener-tls-options-only: Use the certificate of Secret "edge-cert"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {options: {example.com/cert: automatic}}}
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
    { code: "listener-tls-options-only", title: 'Use the certificate of Secret "edge-cert"' },
  );
});
