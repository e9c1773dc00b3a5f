import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-hostname-conflict is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      #                ^^^^ information gateway-not-programmed
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: web, port: 80, protocol: HTTP, hostname: shop.example.com}
      #                                                   ^^^^^^^^^^^^^^^^ error listener-hostname-conflict: Several listeners of port 80 have the hostname "shop.example.com": Kuma leaves out all of them, none is preferred.
      #> Gateway infra/edge, listener web: Conflicted=True, HostnameConflict: "multiple listeners for shop.example.com:80"; Gateway infra/edge, listener web: Programmed=False, Invalid: "conflicts found"; Gateway infra/edge: Programmed=False, Invalid
        - {name: tls, port: 80, protocol: TLS, hostname: shop.example.com, tls: {mode: Passthrough}}
      #                                   ^^^ error listener-protocol-unsupported
    `),
  );
});
