import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("class-parameters-kind is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: "", kind: ConfigMap, name: edges}
      #                        ^^ error class-parameters-kind 💡: Kuma takes only a MeshGatewayConfig.kuma.io as parameters, not ConfigMap: the class is not accepted, and all its Gateways stand still.
      #> GatewayClass kuma: Accepted=False, InvalidParameters: "parametersRef must point to a MeshGatewayConfig.kuma.io"
    `),
  );
});

test("class-parameters-kind: Remove parametersRef", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
        parametersRef: {group: "", kind: ConfigMap, name: edges}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec:
        controllerName: gateways.kuma.io/controller
    `),
    { code: "class-parameters-kind", title: "Remove parametersRef" },
  );
});
