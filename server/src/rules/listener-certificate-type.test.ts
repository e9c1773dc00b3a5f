import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-certificate-type is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Secret
      metadata: {name: opaque, namespace: infra}
      type: Opaque
      data: {tls.crt: "", tls.key: ""}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: opaque}]}}
      #                                                                            ^^^^^^ error listener-certificate-type: Secret "infra/opaque" is of type "Opaque", but Kuma takes only "kubernetes.io/tls": it leaves out the listener.
      #> Gateway infra/edge, listener https: ResolvedRefs=False, InvalidCertificateRef: "only secrets of type \\"kubernetes.io/tls\\" are supported"; Gateway infra/edge, listener https: Programmed=False, Invalid: "unable to resolve refs"; Gateway infra/edge: Programmed=False, Invalid
    `),
  );
});
