import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-gateway-other-class is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: other}
      spec: {controllerName: example.com/gateway-controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: front, namespace: shop}
      spec:
        gatewayClassName: other
      #                   ^^^^^ information gateway-class-other-controller
        listeners:
        - {name: http, port: 80, protocol: HTTP}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: front}
      #          ^^^^^ information parent-gateway-other-class: Gateway "shop/front" is of class "other", which belongs to "example.com/gateway-controller": Kuma makes nothing of this parentRef.
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
