import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-passthrough-dropped is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {mode: Passthrough, certificateRefs: [{name: edge-cert}]}}
      #                                                         ^^^^^^^^^^^ error listener-passthrough-dropped 💡: Kuma's gateways always end TLS themselves: it drops the tls of listener "https", and then its webhook refuses the whole MeshGateway.
      #> Gateway infra/edge, log of the control plane: could not reconcile owned MeshGateway.kuma.io: could not create owned *v1alpha1.MeshGateway: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.conf.listeners[0].tls: cannot be empty
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "2.8"\n' },
    ),
  );
});

test("listener-passthrough-dropped: Change to Terminate", () => {
  checkFix(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {mode: Passthrough, certificateRefs: [{name: edge-cert}]}}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "2.8"\n' },
    ),
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {mode: Terminate, certificateRefs: [{name: edge-cert}]}}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "2.8"\n' },
    ),
    { code: "listener-passthrough-dropped", title: "Change to Terminate" },
  );
});
