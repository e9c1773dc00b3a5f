import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalysis, type FieldOutcome, type Snapshot } from "../analysis.ts";

const uri = "file:///shop/main.yaml";

const shop = `
apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata: { name: default }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kuma }
spec:
  controllerName: gateways.kuma.io/controller
  description: ours
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: kuma
  listeners:
    - name: http
      port: 8080
      protocol: HTTP
      allowedRoutes: { namespaces: { from: Same } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  clusterIP: 10.0.0.1
  ports: [{ port: 80, appProtocol: http }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs:
    - name: edge
      sectionName: http
  rules:
    - matches:
        - path: { type: PathPrefix, value: /cart }
      timeouts:
        request: 10s
      backendRefs:
        - name: cart
          port: 80
`;

function opened(text: string, kuma = "2.14"): Snapshot {
  const analysis = createAnalysis();
  analysis.apply({ folders: ["file:///shop"], overrides: { complete: true, kuma }, files: new Map([[uri, text]]) });
  return analysis.snapshot();
}

/** At the first character of the only such text. */
function becomes(marked: string, text = shop, kuma = "2.14"): FieldOutcome {
  const offset = text.indexOf(marked);
  assert.equal(offset, text.lastIndexOf(marked), `${marked} must be there once`);
  const [outcome] = opened(text, kuma).becomes(uri, offset);
  assert.ok(outcome);
  return outcome;
}

const made = ({ became }: FieldOutcome) =>
  became.map(({ of, field, value }) => `${of} ${field} ${JSON.stringify(value)}`);

test("a value that is copied is told with the field that it became", () => {
  const { field, became, decides, nothing } = becomes("/cart }");
  assert.equal(field, "spec.rules[0].matches[0].path.value");
  assert.deepEqual(
    became.map((one) => [one.of.split("-")[0], one.field, one.value]),
    [["MeshHTTPRoute kuma", "spec.to[0].rules[0].matches[0].path.value", "/cart"]],
  );
  assert.deepEqual([decides, nothing], [[], undefined]);
});

test("a port of a listener shows in all that is made of the Gateway", () => {
  const kinds = new Set(made(becomes("8080")).map((one) => one.split(" ")[0]));
  assert.deepEqual([...kinds].sort(), ["MeshGateway", "Service"]);
});

test("what is not copied may still decide", () => {
  const { became, decides } = becomes("Same");
  assert.deepEqual(became, []);
  assert.ok(decides.some(({ of, field }) => of.startsWith("HTTPRoute shop/cart") && field.startsWith("Accepted=True")));
});

test("what is made of nothing says why, in the words of the finding", () => {
  const { became, decides, nothing } = becomes("timeouts");
  assert.deepEqual([became, decides], [[], []]);
  assert.match(nothing ?? "", /ignores the timeouts/);
});

test("a field that no control plane reads comes to nothing", () => {
  assert.match(becomes("10.0.0.1").nothing ?? "", /does not use it/);
  assert.match(becomes("ours").nothing ?? "", /^Nothing is made|does not use it/);
});

test("what is refused comes to nothing as a whole", () => {
  const text = shop.replace("/cart }", "cart }");
  assert.match(becomes("value: cart }", text).nothing ?? "", /must|refuse/i);
});

test("a release without Gateways says so", () => {
  assert.match(becomes("8080", shop, "3.0").nothing ?? "", /Kuma 3\.0/);
});

test("a Service shows in the routes that send to it", () => {
  const { decides } = becomes("cart, namespace: shop }\nspec:\n  clusterIP");
  assert.deepEqual(
    decides.map(({ of }) => of.split(" ")[0]),
    ["MeshHTTPRoute", "HTTPRoute"],
  );
  const text = shop.replace(
    "name: cart, namespace: shop }\nspec:\n  clusterIP",
    "name: card, namespace: shop }\nspec:\n  clusterIP",
  );
  assert.match(
    becomes("- name: cart", text)
      .decides.map(({ field }) => field)
      .join(),
    /BackendNotFound/,
  );
});

test("of every word of a manifest it is known what it came to, or why it came to nothing", () => {
  for (const kuma of ["2.7", "2.14", "3.0"]) {
    const snapshot = opened(shop, kuma);
    for (const { index } of shop.matchAll(/[\w./]+/g)) {
      for (const { became, decides, nothing } of snapshot.becomes(uri, index)) {
        assert.notEqual(nothing === undefined, became.length + decides.length === 0, shop.slice(index, index + 20));
        assert.notEqual(nothing, "");
      }
    }
  }
});

test("a hover tells what a field became", () => {
  const hover = opened(shop).hover(uri, shop.indexOf("/cart }"))?.markdown ?? "";
  assert.match(
    hover,
    /^Becomes `spec\.to\[0\]\.rules\[0\]\.matches\[0\]\.path\.value` of MeshHTTPRoute kuma-system\/cart-shop-\w+\.$/m,
  );
});
