import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-protocol-unsupported is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: db, port: 5432, protocol: TCP}
      #                                    ^^^ error listener-protocol-unsupported: Kuma's gateways speak HTTP and HTTPS only: the listener with protocol "TCP" is left out.
      #> Gateway infra/edge, listener db: Accepted=False, UnsupportedProtocol: "unsupported protocol TCP"; Gateway infra/edge, listener db: Programmed=False, Invalid: "detached"; Gateway infra/edge: Programmed=False, Invalid
    `),
  );
});
