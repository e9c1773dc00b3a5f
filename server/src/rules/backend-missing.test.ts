import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-missing is told on the word that is to blame", () => {
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
          - {name: crat, port: 80}
      #            ^^^^ error backend-missing 💡: Service "shop/crat" does not exist, so requests for this backend fail.
      #> HTTPRoute shop/cart, parent infra/edge: ResolvedRefs=False, BackendNotFound: "backend reference references a non-existent Service \\"shop/crat\\""
    `),
  );
});

test('backend-missing: Change to "cart"', () => {
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
          - {name: crat, port: 80}
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
    { code: "backend-missing", title: 'Change to "cart"' },
  );
});

test("a name that a template writes is not judged", () => {
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
          - {name: "\${SERVICE}", port: 80}
    `),
  );
});

test("a Service of another zone does not count, and is told of", () => {
  const service = `
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec: {ports: [{port: 80}]}`;
  check(`
      #- .gateway-lens.yaml
      complete: true
      clusters:
      - {name: east, files: [east/**]}
      - {name: west, files: [west/**]}
      #- east/service.yaml${service}
      #- west/other.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: front, namespace: shop}
      spec: {ports: [{port: 80, appProtocol: http}]}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      #- west/route.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: front}]
        rules:
        - backendRefs: [{name: cart, port: 80}]
      #                        ^^^^ error backend-missing: Service "shop/cart" does not exist, so requests for this backend fail. It exists only in east.
  `);
});

test("one place is told where an alias repeats it", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{path: {type: PathPrefix, value: /a}}]
          backendRefs: &cart
          - name: 'crat' # ours
            port: 80
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches: [{path: {type: PathPrefix, value: /a}}]
          backendRefs: &cart
          - name: 'cart' # ours
            port: 80
    `),
    { code: "backend-missing" },
  );
});
