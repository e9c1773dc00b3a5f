import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-protocol-conflict is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 443, protocol: HTTP, hostname: a.example.com}
      #                                     ^^^^ error listener-protocol-conflict: Listeners of port 443 have different protocols: Kuma leaves out all of them, none is preferred.
      #> Gateway infra/edge, listener http: Conflicted=True, ProtocolConflict: "multiple listeners on 443 with conflicting protocols"; Gateway infra/edge, listener http: Programmed=False, Invalid: "conflicts found"; Gateway infra/edge: Programmed=False, Invalid
        - name: https
          port: 443
          protocol: HTTPS
      #             ^^^^^ error listener-protocol-conflict: Listeners of port 443 have different protocols: Kuma leaves out all of them, none is preferred.
      #> Gateway infra/edge, listener https: Conflicted=True, ProtocolConflict: "multiple listeners on 443 with conflicting protocols"; Gateway infra/edge, listener https: Programmed=False, Invalid: "conflicts found"; Gateway infra/edge: Programmed=False, Invalid
          hostname: b.example.com
          tls: {certificateRefs: [{name: edge-cert}]}
    `),
  );
});
