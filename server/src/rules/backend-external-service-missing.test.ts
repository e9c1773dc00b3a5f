import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-external-service-missing is told on the word that is to blame", () => {
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
          - {group: kuma.io, kind: ExternalService, name: payments, port: 80}
      #                                                   ^^^^^^^^ error backend-external-service-missing: Mesh "default" has no ExternalService "payments": requests for it fail.
      #> HTTPRoute shop/cart, parent infra/edge: ResolvedRefs=False, BackendNotFound: "backend reference references a non-existent ExternalService \\"payments\\""
    `),
  );
});
