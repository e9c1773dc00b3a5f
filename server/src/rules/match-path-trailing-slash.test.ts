import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

const route = (path: string, mark = "") =>
  inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - matches:
          - path: {${path}}${mark}
          backendRefs:
          - {name: cart, port: 80}
    `);

test("match-path-trailing-slash is told on the word that is to blame", () => {
  check(
    route(
      "type: PathPrefix, value: /cart/",
      `
      #                                     ^^^^^^ hint match-path-trailing-slash 💡: Kuma writes the prefix "/cart/" as "/cart" in the MeshHTTPRoute: both take "/cart" and what lies below it.`,
    ),
  );
});

test("match-path-trailing-slash: the root, exact paths and expressions keep theirs", () => {
  check(route("type: PathPrefix, value: /"));
  check(route("type: Exact, value: /cart/"));
  check(route("type: RegularExpression, value: /cart/"));
});

test('match-path-trailing-slash: Change to "/cart"', () => {
  checkFix(route("type: PathPrefix, value: /cart/"), route("type: PathPrefix, value: /cart"), {
    code: "match-path-trailing-slash",
    title: 'Change to "/cart"',
  });
});
