import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-not-permitted is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: billing, namespace: payments, port: 80}
      #                                ^^^^^^^^ error backend-not-permitted 💡: No ReferenceGrant of namespace "payments" permits HTTPRoutes of "shop" to use Service "billing": its share of the requests is answered with 500.
      #> HTTPRoute shop/cart, parent infra/edge: ResolvedRefs=False, RefNotPermitted: "reference to Service \\"payments/billing\\" not permitted by any ReferenceGrant"
    `),
  );
});
