import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("class-parameters-missing is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: edges}
      #                                                                ^^^^^ error class-parameters-missing: MeshGatewayConfig "edges" does not exist: the class is not accepted, and all its Gateways stand still.
      #> GatewayClass kuma: Accepted=False, InvalidParameters: "parametersRef could not be found"
    `),
  );
});
