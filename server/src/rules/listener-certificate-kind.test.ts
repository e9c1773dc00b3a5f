import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-certificate-kind is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{kind: ConfigMap, name: edge-cert}]}}
      #                                                                            ^^^^^^^^^ error listener-certificate-kind 💡: Kuma reads certificates from Secrets only, not from ConfigMap: it leaves out the listener.
      #> Gateway infra/edge, listener https: ResolvedRefs=False, InvalidCertificateRef: "invalid reference to /ConfigMap"; Gateway infra/edge, listener https: Programmed=False, Invalid: "unable to resolve refs"; Gateway infra/edge: Programmed=False, Invalid
    `),
  );
});

test("listener-certificate-kind: Refer to the Secret of this name", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{kind: ConfigMap, name: edge-cert}]}}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{kind: Secret, name: edge-cert, group: ""}]}}
    `),
    { code: "listener-certificate-kind", title: "Refer to the Secret of this name" },
  );
});
