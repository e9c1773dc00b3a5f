import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("match-regex-not-re2 is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches:
          - path: {type: RegularExpression, value: "/(?!admin).*"}
      #                                            ^^^^^^^^^^^^^^ error match-regex-not-re2: Envoy's RE2 cannot read the regular expression "/(?!admin).*" (invalid or unsupported Perl syntax: \`(?!\`): Kuma checks nothing, and the proxies refuse their whole configuration.
          backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
