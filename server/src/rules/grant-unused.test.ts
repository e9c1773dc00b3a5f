import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("grant-unused is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: shop, namespace: payments}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shpo}]
      #                                                                       ^^^^ information grant-unused: Namespace "shpo" has no HTTPRoute, so this entry permits nothing.
        to: [{group: "", kind: Service}]
    `),
  );
});
