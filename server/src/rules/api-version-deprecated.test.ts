import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("api-version-deprecated is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1beta1
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint api-version-deprecated 💡: "gateway.networking.k8s.io/v1beta1" is on its way out, this cluster serves "gateway.networking.k8s.io/v1" too; Kuma reads both alike.
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("api-version-deprecated: Change to gateway.networking.k8s.io/v1", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "api-version-deprecated", title: "Change to gateway.networking.k8s.io/v1" },
  );
});
