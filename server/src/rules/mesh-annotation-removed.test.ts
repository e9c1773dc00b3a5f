import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("mesh-annotation-removed is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, annotations: {kuma.io/mesh: second}}
      #                                                     ^^^^^^^^^^^^ warning mesh-annotation-removed 💡: This release of Kuma reads the mesh from the label "kuma.io/mesh" only, so this annotation does not put anything into mesh "second".
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "3.0"\n' },
    ),
  );
});

test("mesh-annotation-removed: Make it a label", () => {
  checkFix(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, annotations: {kuma.io/mesh: second}}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "3.0"\n' },
    ),
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: second}}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      { settings: 'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nkuma: "3.0"\n' },
    ),
    { code: "mesh-annotation-removed", title: "Make it a label" },
  );
});
