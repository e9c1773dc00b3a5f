import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("schema-required is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80}
      # ^ error schema-required: spec.listeners[0].protocol is missing, without which the API server refuses the Gateway.
      #> Gateway infra/edge refused by schema: spec.listeners[0].protocol: Required value
    `),
  );
});
