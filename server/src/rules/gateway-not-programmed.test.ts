import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-not-programmed is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed: No listener of "edge" is valid, so Kuma makes nothing of this Gateway; what it made before stays as it was.
      #> Gateway infra/edge: Programmed=False, Invalid
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: db, port: 5432, protocol: TCP}
      #                                    ^^^ error listener-protocol-unsupported
    `),
  );
});
