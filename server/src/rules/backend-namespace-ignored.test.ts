import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-namespace-ignored is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: ExternalService
      mesh: default
      metadata: {name: payments}
      spec:
        tags: {kuma.io/service: payments, kuma.io/protocol: http}
        networking: {address: "payments.example.com:443"}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {group: kuma.io, kind: ExternalService, name: payments, namespace: shop, port: 80}
      #                                                             ^^^^^^^^^^^^^^^ warning backend-namespace-ignored 💡: ExternalService "payments" belongs to the mesh, not to a namespace: Kuma looks it up without this one (and yet asks for a ReferenceGrant there).
    `),
  );
});

test("backend-namespace-ignored: Remove the namespace", () => {
  checkFix(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: ExternalService
      mesh: default
      metadata: {name: payments}
      spec:
        tags: {kuma.io/service: payments, kuma.io/protocol: http}
        networking: {address: "payments.example.com:443"}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {group: kuma.io, kind: ExternalService, name: payments, namespace: shop, port: 80}
    `),
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: ExternalService
      mesh: default
      metadata: {name: payments}
      spec:
        tags: {kuma.io/service: payments, kuma.io/protocol: http}
        networking: {address: "payments.example.com:443"}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {group: kuma.io, kind: ExternalService, name: payments, port: 80}
    `),
    { code: "backend-namespace-ignored", title: "Remove the namespace" },
  );
});
