import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("schema-value is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches:
          - path: {type: Prefix, value: /cart}
      #                  ^^^^^^ error schema-value: The API server refuses the value of spec.rules[0].matches[0].path.type: supported values: "Exact", "PathPrefix", "RegularExpression".
      #> HTTPRoute shop/cart refused by schema: spec.rules[0].matches[0].path.type: Unsupported value: supported values: "Exact", "PathPrefix", "RegularExpression"
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
