import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-unsupported is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: CORS
      #           ^^^^ warning filter-unsupported 💡: Kuma drops CORS filters without a word: the requests are served as if it were not there (a MeshProxyPatch can add Envoy's CORS filter).
            cors: {allowOrigins: ["https://example.com"]}
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("filter-unsupported: Remove the filter", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - filters:
          - type: CORS
            cors: {allowOrigins: ["https://example.com"]}
          backendRefs:
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
    { code: "filter-unsupported", title: "Remove the filter" },
  );
});
