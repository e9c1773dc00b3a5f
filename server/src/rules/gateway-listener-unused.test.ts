import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-listener-unused is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
        - {name: admin, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
      #          ^^^^^ information gateway-listener-unused: No HTTPRoute of these files asks for listener "admin"; Kuma answers its requests with 404.
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra, sectionName: http}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
