import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("resource-not-watched is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      #     ^^^^^^^^^ warning resource-not-watched: No release of Kuma looks at a GRPCRoute: it has no effect and gets no status (an HTTPRoute can route gRPC by path and header).
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
    `),
  );
});
