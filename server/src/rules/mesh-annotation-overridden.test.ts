import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("mesh-annotation-overridden is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: default}, annotations: {kuma.io/mesh: second}}
      #                                                                                      ^^^^^^^^^^^^^^^^^^^^ warning mesh-annotation-overridden 💡: Kuma reads the label "kuma.io/mesh" first: this is in mesh "default", and the annotation ("second") has no effect.
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("mesh-annotation-overridden: Remove the annotation", () => {
  checkFix(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: default}, annotations: {kuma.io/mesh: second}}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: default}}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "mesh-annotation-overridden", title: "Remove the annotation" },
  );
});
