import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-certificate-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-crt}]}}
      #                                                                            ^^^^^^^^ error listener-certificate-missing 💡: Secret "infra/edge-crt" does not exist: Kuma leaves out the listener.
      #> Gateway infra/edge, listener https: ResolvedRefs=False, InvalidCertificateRef: "invalid reference to \\"Secret\\" \\"infra/edge-crt\\""; Gateway infra/edge, listener https: Programmed=False, Invalid: "unable to resolve refs"; Gateway infra/edge: Programmed=False, Invalid
    `),
  );
});

test('listener-certificate-missing: Change to "edge-cert"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-crt}]}}
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
    { code: "listener-certificate-missing", title: 'Change to "edge-cert"' },
  );
});
