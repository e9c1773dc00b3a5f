import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-certificate-malformed is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Secret
      metadata: {name: broken, namespace: infra}
      type: kubernetes.io/tls
      data: {tls.crt: bm8gY2VydGlmaWNhdGU=, tls.key: bm8ga2V5}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: broken}]}}
      #                                                                            ^^^^^^ error listener-certificate-malformed: Kuma cannot read a certificate and one private key from Secret "infra/broken": it leaves out the listener.
      #> Gateway infra/edge, listener https: ResolvedRefs=False, InvalidCertificateRef: "malformed secret"; Gateway infra/edge, listener https: Programmed=False, Invalid: "unable to resolve refs"; Gateway infra/edge: Programmed=False, Invalid
    `),
  );
});
