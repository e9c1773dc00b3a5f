import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-kind-unsupported is told on the word that is to blame", () => {
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
          - {group: kuma.io, kind: MeshExternalService, name: cart, port: 80}
      #                            ^^^^^^^^^^^^^^^^^^^ error backend-kind-unsupported: MeshExternalService.kuma.io is no backend for Kuma, which takes Services and ExternalServices (kuma.io): requests for it fail.
      #> HTTPRoute shop/cart, parent infra/edge: ResolvedRefs=False, InvalidKind: "backend reference must be Service or externalservice.kuma.io"
    `),
  );
});
