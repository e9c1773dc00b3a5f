import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("webhook-refused is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayInstance
      metadata: {name: front, namespace: infra, labels: {kuma.io/mesh: default}}
      spec:
        tags: {kuma.io/service: front}
      #       ^^^^^^^^^^^^^^^^^^^^^^^^ error webhook-refused: Kuma's webhook refuses this MeshGatewayInstance: tags: "kuma.io/service" must not be defined.
      #> MeshGatewayInstance infra/front refused by validator.kuma-admission.kuma.io: tags: "kuma.io/service" must not be defined
    `),
  );
});
