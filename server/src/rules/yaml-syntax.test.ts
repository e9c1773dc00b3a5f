import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("yaml-syntax is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [shop.example.com
      #            ^ error yaml-syntax: kubectl cannot read this document: This is never closed.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
