import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("grant-too-wide is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: certificates, namespace: shop}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: infra}]
        to: [{group: "", kind: Secret}]
      #                        ^^^^^^ information grant-too-wide: Without a name this permits Gateways of "infra" to use every Secret of namespace "shop", and Kuma copies those that are used into its system namespace.
    `),
  );
});
