import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("mesh-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: defualt}}
      #                                                              ^^^^^^^ error mesh-missing 💡: Mesh "defualt" does not exist: Kuma's webhook refuses this object or whatever would be made of it.
      #> HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: admission webhook "owner-reference.kuma-admission.kuma.io" denied the request: Mesh.kuma.io "defualt" not found
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('mesh-missing: Change to "default"', () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: defualt}}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: default}}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "mesh-missing", title: 'Change to "default"' },
  );
});

test("every installation has the mesh default", () => {
  check(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec: {ports: [{port: 80, appProtocol: http}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: cart}]
        rules: [{backendRefs: [{name: cart, port: 80}]}]
  `);
});

test("a policy needs its mesh, too", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshTimeout
      metadata: {name: slow, namespace: kuma-system, labels: {kuma.io/mesh: second}}
      #                                                                     ^^^^^^ error mesh-missing
      spec:
        targetRef: {kind: Mesh}
    `),
  );
});
