import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("session-persistence-ignored is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - sessionPersistence: {sessionName: cart, type: Cookie}
      #   ^^^^^^^^^^^^^^^^^^ warning session-persistence-ignored 💡: Kuma ignores the sessionPersistence of an HTTPRoute; a MeshLoadBalancingStrategy with a hash policy keeps clients at one backend.
          backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
  );
});

test("session-persistence-ignored: Remove sessionPersistence", () => {
  checkFix(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - sessionPersistence: {sessionName: cart, type: Cookie}
          backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `,
      {
        settings: "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nchannel: experimental\n",
      },
    ),
    { code: "session-persistence-ignored", title: "Remove sessionPersistence" },
  );
});
