import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("instance-gateway-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: MeshGatewayInstance
      metadata: {name: front, namespace: infra, labels: {kuma.io/mesh: default}}
      spec: {replicas: 2}
      #^^^ error instance-gateway-missing: No MeshGateway of its mesh has the tags that MeshGatewayInstance "front" asks for, so it gets neither Service nor proxy.
      #> MeshGatewayInstance infra/front: Ready=False, NoGatewayMatched: "No Gateway matched by tags in mesh: 'default'"
    `),
  );
});
