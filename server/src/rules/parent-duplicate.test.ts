import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-duplicate is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, port: 80, sectionName: a}
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning parent-duplicate 💡: A later parentRef names Service "shop/cart" too, and Kuma writes both to the same MeshHTTPRoute: the last one wins, this one has no effect.
        - {group: "", kind: Service, name: cart, port: 80, sectionName: b}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("parent-duplicate: Remove this parentRef", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, port: 80, sectionName: a}
        - {group: "", kind: Service, name: cart, port: 80, sectionName: b}
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
        - {group: "", kind: Service, name: cart, port: 80, sectionName: b}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-duplicate", title: "Remove this parentRef" },
  );
});
