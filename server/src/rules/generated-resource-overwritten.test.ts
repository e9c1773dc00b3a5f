import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("generated-resource-overwritten is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayInstance
      metadata: {name: edge, namespace: infra, labels: {kuma.io/mesh: default}}
      #                ^^^^ warning generated-resource-overwritten: Kuma makes a MeshGatewayInstance of this name for Gateway "infra/edge": it takes this one over and writes over its spec.
      spec: {replicas: 3}
    `),
  );
});
