import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("gateway-pod-security-restricted is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: infra
        labels: {kuma.io/sidecar-injection: enabled, pod-security.kubernetes.io/enforce: restricted}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                                 ^^^^^ warning gateway-pod-security-restricted: Namespace "infra" enforces the "restricted" pod security standard, which the generated proxy does not meet: the Deployment will have no pods.
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP}
    `),
  );
});
