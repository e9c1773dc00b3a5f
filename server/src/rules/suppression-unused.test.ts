import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("suppression-unused is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        # gateway-lens-disable-next-line parent-gateway-missing -- made by another team
      #                                  ^^^^^^^^^^^^^^^^^^^^^^ information suppression-unused: There is no "parent-gateway-missing" here to keep silent, so naming it has no effect.
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
