import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("route-without-parents is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      #                ^^^^ information route-without-parents: HTTPRoute "cart" has no parentRefs, so Kuma makes nothing of it.
      spec:
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
