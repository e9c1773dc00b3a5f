import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("filter-mirror-share-ignored is told on the word that is to blame", () => {
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
          - type: RequestMirror
            requestMirror: {backendRef: {name: cart, port: 80}, percent: 10}
      #                                                         ^^^^^^^^^^^ warning filter-mirror-share-ignored 💡: Kuma ignores percent of a mirror: every request is mirrored.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("filter-mirror-share-ignored: Remove percent", () => {
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
          - type: RequestMirror
            requestMirror: {backendRef: {name: cart, port: 80}, percent: 10}
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
        - filters:
          - type: RequestMirror
            requestMirror: {backendRef: {name: cart, port: 80}}
          backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "filter-mirror-share-ignored", title: "Remove percent" },
  );
});
