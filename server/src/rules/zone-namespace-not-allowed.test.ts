import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("zone-namespace-not-allowed is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      #                                 ^^^^ error zone-namespace-not-allowed: Namespace "shop" is not among those that Kuma may write to (namespaceAllowList), so this HTTPRoute gets no status.
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      { settings: "complete: true\ncontrolPlane: {namespaceAllowList: [infra]}\n" },
    ),
  );
});
