import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("api-version-unserved is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1alpha2
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error api-version-unserved 💡: This cluster does not serve HTTPRoute as "gateway.networking.k8s.io/v1alpha2" (Gateway API 1.5.1, standard channel). It is served as "gateway.networking.k8s.io/v1" or "gateway.networking.k8s.io/v1beta1".
      #> HTTPRoute shop/cart refused by not-served: no matches for kind "HTTPRoute" in version "gateway.networking.k8s.io/v1alpha2"
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

test("api-version-unserved: Change to gateway.networking.k8s.io/v1", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1alpha2
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
    { code: "api-version-unserved", title: "Change to gateway.networking.k8s.io/v1" },
  );
});
