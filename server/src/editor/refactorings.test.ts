import assert from "node:assert/strict";
import test from "node:test";
import { parseFixture, uriOf } from "../../../test/support/fixture.ts";
import { createAnalysis } from "../analysis.ts";

const world = `#- gateway.yaml kuma:2.14
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: kuma}
spec: {controllerName: gateways.kuma.io/controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: kuma
  listeners:
    - {name: http, port: 80, protocol: HTTP}
    - {name: other, port: 81, protocol: HTTP}
`;

/** The file after the refactoring, or the titles that are offered. */
function refactor(marked: string, title?: string): string {
  const { files, settings } = parseFixture(world);
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const analysis = createAnalysis();
  analysis.apply({
    files: new Map([...files, ["main.yaml", text] as const].map(([path, content]) => [uriOf(path), content])),
    settings,
  });
  const found = analysis.snapshot().refactorings(uriOf("main.yaml"), { start: offset, end: offset });
  if (title === undefined) return found.map(({ fix }) => fix.title).join("\n");
  const fix = found.find((one) => one.fix.title === title)?.fix;
  assert.ok(fix !== undefined, `no ${title} among ${found.map((one) => one.fix.title).join(", ")}`);
  let after = text;
  for (const { range, newText } of [...(fix.edits[0]?.edits ?? [])].reverse())
    after = after.slice(0, range.start) + newText + after.slice(range.end);
  return after;
}

const head = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
`;

test("rules are sorted as they are tried, with their comments", () => {
  const rules = `  r$0ules:
    # everything
    - matches:
        - path: {value: /}
    # the cart
    # and what is in it
    - matches:
        - path: {value: /cart}
    - matches: # exactly
        - path: {type: Exact, value: /}`;
  assert.equal(
    refactor(head + rules, "Sort rules by precedence"),
    `${head}  rules:
    - matches: # exactly
        - path: {type: Exact, value: /}
    # the cart
    # and what is in it
    - matches:
        - path: {value: /cart}
    # everything
    - matches:
        - path: {value: /}`,
  );
});

test("rules that tie keep their order", () => {
  const tied = `  r$0ules:
    - matches:
        - path: {value: /a}
    - matches:
        - path: {value: /a}
        - path: {type: Exact, value: /b}
`;
  assert.equal(refactor(head + tied), "");
});

test("a rule is split by its matches", () => {
  const rule = `  rules:
    - name: both
      mat$0ches:
        - path: {value: /a} # first
        - path: {value: /b}
      backendRefs:
        - name: cart
          port: 80
`;
  assert.equal(
    refactor(head + rule, "Split into 2 rules, one for each match"),
    `${head}  rules:
    - name: both
      matches:
        - path: {value: /a} # first
      backendRefs:
        - name: cart
          port: 80
    - matches:
        - path:
            value: /b
      backendRefs:
        - name: cart
          port: 80
`,
  );
});

test("a hostname moves into a route of its own", () => {
  assert.equal(
    refactor(
      `${head}  hostnames:\n    - a.example.com\n    - b.$0example.com\n  rules: [{}]\n`,
      "Move b.example.com into a route of its own",
    ),
    `${head}  hostnames:
    - a.example.com
  rules: [{}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart-b
  namespace: shop
spec:
  hostnames:
  - b.example.com
  rules:
  - {}
`,
  );
});

test("a mesh annotation becomes a label", () => {
  const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: g
  annotations:
    kuma.io/m$0esh: payments # ours
spec:
  gatewayClassName: kuma
`;
  const after = refactor(gateway, "Make the mesh annotation a label");
  assert.match(after, /labels:\n {4}kuma\.io\/mesh: payments/);
  assert.doesNotMatch(after, /annotations/);
});

test("a parent without a section gets one of those that admit the route", () => {
  const route = `${head}  parentRefs:\n    - na$0me: edge\n`;
  assert.match(refactor(route, 'Attach to listener "other" only'), /- name: edge\n {6}sectionName: other\n/);
});

test("what is referred to is created, and holds", () => {
  const route = `${head}  rules:\n    - backendRefs:\n        - name: ca$0rt\n          port: 8080\n`;
  const after = refactor(route, 'Create Service "shop/cart"');
  assert.match(after, /---\napiVersion: v1\nkind: Service\nmetadata:\n {2}name: cart\n {2}namespace: shop\n/);
  assert.match(after, /port: 8080\n {4}appProtocol: http\n/);
});

test("an old version becomes the newest", () => {
  const old = "apiVersion: gateway.networking.k8s.io/v1$0beta1\nkind: HTTPRoute\nmetadata: {name: a}\nspec: {}\n";
  assert.match(
    refactor(old, "Change to gateway.networking.k8s.io/v1"),
    /^apiVersion: gateway\.networking\.k8s\.io\/v1\n/,
  );
  const two = `${old}---\n${old.replace("$0", "").replace("{name: a}", "{name: b}")}`;
  assert.doesNotMatch(refactor(two, "Change all objects of this file to the newest versions"), /v1beta1/);
});
