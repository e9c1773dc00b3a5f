import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("upgrade-3-0-target-ref is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: kuma.io/v1alpha1
      kind: MeshTimeout
      metadata: {name: slow, namespace: kuma-system, labels: {kuma.io/mesh: default}}
      spec:
        targetRef: {kind: MeshSubset, tags: {team: shop}}
      #             ^^^^^^^^^^^^^^^^ warning upgrade-3-0-target-ref: Kuma 3.0 refuses the kind MeshSubset of a policy's own targetRef: proxies are chosen by kind Dataplane and labels, services by kind MeshService and labels.
        to:
        - targetRef: {kind: MeshService, name: cart_shop_svc_80}
      #                                  ^^^^^^^^^^^^^^^^^^^^^^ warning upgrade-3-0-target-ref: Kuma 3.0 refuses name in a targetRef: proxies are chosen by kind Dataplane and labels, services by kind MeshService and labels.
          default: {http: {requestTimeout: 10s}}
    `,
      {
        settings:
          'complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\nupgradeTo: "3.0"\nrules: {upgrade-3-0-gateway: "off"}\n',
      },
    ),
  );
});
