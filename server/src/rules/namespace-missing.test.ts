import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("namespace-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shpo}
      #                                 ^^^^ information namespace-missing 💡: Namespace "shpo" does not exist in these files; without it the API server refuses this object.
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, namespace: shop, port: 80}
      #                             ^^^^ error backend-not-permitted 💡
    `),
  );
});
