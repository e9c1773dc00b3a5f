import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-certificate-not-permitted is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: front, namespace: shop}
      #                ^^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert, namespace: infra}]}}
      #                                                                                                  ^^^^^ error listener-certificate-not-permitted 💡: No ReferenceGrant of namespace "infra" permits Gateways of "shop" to use Secret "edge-cert": Kuma leaves out the listener.
      #> Gateway shop/front, listener https: ResolvedRefs=False, RefNotPermitted: "reference to \\"Secret\\" \\"infra/edge-cert\\" not permitted by any ReferenceGrant"; Gateway shop/front, listener https: Programmed=False, Invalid: "unable to resolve refs"; Gateway shop/front: Programmed=False, Invalid
    `),
  );
});
