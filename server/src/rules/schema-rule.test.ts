import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("schema-rule is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: RequestRedirect
      #     ^^^^^^^^^^^^^^^^^^^^^… error schema-rule: The API server refuses this HTTPRoute: a redirect answers by itself, so the rule must not have backends.
      #> HTTPRoute shop/cart refused by schema: spec.rules[0]: Invalid value: RequestRedirect filter must not be used together with backendRefs
            requestRedirect: {scheme: https}
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
