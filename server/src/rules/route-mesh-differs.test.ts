import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("route-mesh-differs is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: second}}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
      #          ^^^^ error route-mesh-differs 💡: The route is in mesh "second", Gateway "infra/edge" in mesh "default": Kuma accepts the route, but no request ever meets it.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test('route-mesh-differs: Put the route into mesh "default"', () => {
  checkFix(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: second}}
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
    { code: "route-mesh-differs", title: 'Put the route into mesh "default"' },
  );
});

test("up to 2.8 the label of a Gateway says nothing, its annotation does", () => {
  const gateway = (metadata: string, mark = "") => `
      #- world.yaml kuma:2.8
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: second}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: shop, ${metadata}: {kuma.io/mesh: second}}
${mark}      spec:
        gatewayClassName: kuma
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop, labels: {kuma.io/mesh: second}}
      spec:
        parentRefs: [{name: edge}]
`;
  const rules = `
        rules:
        - filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301}}]
`;
  const unread =
    "      #                                                              ^^^^^^ warning mesh-label-unread 💡\n";
  check(gateway("annotations") + rules);
  check(`${gateway("labels", unread)}      #                     ^^^^ error route-mesh-differs 💡${rules}`);
});
