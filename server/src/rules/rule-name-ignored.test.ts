import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("rule-name-ignored is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - name: all
      #   ^^^^^^^^^ hint rule-name-ignored: Kuma does not carry the rule's name "all" over to the MeshHTTPRoute, so no policy can refer to it.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
