import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("resource-duplicate is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      #                ^^^^ error resource-duplicate 💡: HTTPRoute "shop/cart" is written twice for the same cluster: the manifest that is applied later replaces this one.
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {name: cart, port: 80}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        hostnames: [shop.example.com]
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});

const one = (host: string, name = "cart") => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop} # kept
spec:
  hostnames: [${host}]
  parentRefs: []
`;
const fix = { code: "resource-duplicate", title: 'Remove this manifest of HTTPRoute "cart"' };

test("resource-duplicate: the whole document goes, wherever it stands in the file", () => {
  const kept = `---\n${one("b.example.com")}---\n${one("c.example.com", "web")}`;
  checkFix(`#- a.yaml\n${one("a.example.com")}${kept}`, `#- a.yaml\n${kept}`, fix);
});

test("resource-duplicate: of a List only the item goes", () => {
  const item = (host: string) => `- apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata: {name: cart, namespace: shop}
  spec: {hostnames: [${host}], parentRefs: []}
`;
  const list = (items: string) => `#- a.yaml\napiVersion: v1\nkind: List\nitems:\n${items}`;
  checkFix(list(`${item("a.example.com")}${item("b.example.com")}`), list(item("b.example.com")), fix);
});
