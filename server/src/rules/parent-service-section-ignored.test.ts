import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-service-section-ignored is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports: [{name: http, port: 80, appProtocol: http}, {name: admin, port: 8080, appProtocol: http}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, sectionName: http}
      #                                                       ^^^^ warning parent-service-section-ignored 💡: Before 3.0 Kuma ignores the sectionName of a Service: the route is for all ports, not for "http" only.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

test("parent-service-section-ignored: Use port 80", () => {
  checkFix(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports: [{name: http, port: 80, appProtocol: http}, {name: admin, port: 8080, appProtocol: http}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, sectionName: http}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {app: cart}
        ports: [{name: http, port: 80, appProtocol: http}, {name: admin, port: 8080, appProtocol: http}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: cart, port: 80}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
    { code: "parent-service-section-ignored", title: "Use port 80" },
  );
});
