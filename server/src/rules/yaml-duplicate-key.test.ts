import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("yaml-duplicate-key is told on the word that is to blame", () => {
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
          - {name: cart, port: 80}
        hostnames: [shop.example.com]
      # ^^^^^^^^^ warning yaml-duplicate-key 💡: "hostnames" is written again below, and kubectl silently takes the last one.
        hostnames: [www.example.com]
    `),
  );
});

test('yaml-duplicate-key: Remove this "hostnames", which has no effect', () => {
  checkFix(
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
        hostnames: [shop.example.com]
        hostnames: [www.example.com]
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
        hostnames: [www.example.com]
    `),
    { code: "yaml-duplicate-key", title: 'Remove this "hostnames", which has no effect' },
  );
});

test("the lost key goes with its whole value", () => {
  checkFix(
    `
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        ports:
        - port: 80
        ports:
        - port: 81
      `,
    `
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        ports:
        - port: 81
      `,
    { code: "yaml-duplicate-key" },
  );
});
