import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("tls-secrets-namespace-disabled is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: edge-cert}]}}
      #                                                                            ^^^^^^^^^ error tls-secrets-namespace-disabled: The control plane reads Secrets of namespace "kuma-system" only, not of "infra", so this Gateway comes to nothing and gets no status; install Kuma with controlPlane.supportGatewaySecretsInAllNamespaces=true.
      #> Gateway infra/edge, log of the control plane: error generating MeshGateway.kuma.io: unable to get: infra/edge-cert because of unknown namespace for the cache
    `,
      { settings: "complete: true\n" },
    ),
  );
});
