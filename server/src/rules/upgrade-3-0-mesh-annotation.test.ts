import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-mesh-annotation is told on the word that is to blame", () => {
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
      #                                                     ^^^^^^^^^^^^ warning upgrade-3-0-mesh-annotation 💡: Kuma 3.0 reads the mesh from the label "kuma.io/mesh" only: with the annotation alone, this moves from mesh "second" to "default".
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});

test("upgrade-3-0-mesh-annotation: Make it a label", () => {
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
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
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
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
    { code: "upgrade-3-0-mesh-annotation", title: "Make it a label" },
  );
});
