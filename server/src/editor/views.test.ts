import assert from "node:assert/strict";
import test from "node:test";
import { parseFixture, uriOf } from "../../../test/support/fixture.ts";
import { createAnalysis, type HierarchyItem, type Snapshot, type TextRange } from "../analysis.ts";

// What an editor shows of manifests without anybody asking for a word: hovers, previews, lenses, hints, tokens, folds, hierarchies.

const world = `#- infra/gateway.yaml kuma:2.14
apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata: {name: default}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: kuma}
spec: {controllerName: gateways.kuma.io/controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: infra
spec:
  gatewayClassName: kuma
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      allowedRoutes: {namespaces: {from: All}}
#- shop/service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  ports: [{name: web, port: 8080, appProtocol: http}]
#- shop/route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
  parentRefs:
    - name: edge
      namespace: infra
  rules:
    - backendRefs:
        - name: cart
          port: 8080
          weight: 90
        - name: canary # nobody wrote it
          port: 8080
          weight: 30
`;

const route = uriOf("shop/route.yaml");

function analysed(): {
  readonly snapshot: Snapshot;
  text(uri: string): string;
  at(uri: string, word: string, delta?: number): number;
} {
  const { files, settings } = parseFixture(world);
  const analysis = createAnalysis();
  analysis.apply({
    files: new Map([...files].map(([path, content]) => [uriOf(path), content])),
    overrides: settings,
    folders: ["file:///workspace"],
  });
  const snapshot = analysis.snapshot();
  const text = (uri: string) => snapshot.text(uri) ?? "";
  return { snapshot, text, at: (uri, word, delta = 0) => text(uri).indexOf(word) + delta };
}

const cut = (text: string, { start, end }: TextRange) => text.slice(start, end);

test("a hover on a reference tells of its target and of the conditions that it leads to", () => {
  const { snapshot, at, text } = analysed();
  const hover = snapshot.hover(route, at(route, "name: edge", 7));
  assert.equal(hover === undefined ? "" : cut(text(route), hover.range), "edge");
  assert.match(hover?.markdown ?? "", /\*\*Gateway infra\/edge\*\*, class `kuma`/);
  assert.match(hover?.markdown ?? "", /✗ ResolvedRefs=False, BackendNotFound/);
  assert.match(hover?.markdown ?? "", /\*\*name\*\* \(string, 1 to 253 characters, required\)/);
});

test("a hover on an object lists what Kuma generates, on a weight its share, on a rule what becomes of it", () => {
  const { snapshot, at } = analysed();
  const markdown = (word: string, delta: number) => snapshot.hover(route, at(route, word, delta))?.markdown ?? "";
  assert.match(markdown("HTTPRoute", 1), /- MeshHTTPRoute `kuma-system\/cart-shop-/);
  assert.match(markdown("weight: 90", 1), /75 % of the requests of this rule \(90 of 120\)/);
  assert.match(markdown("backendRefs", 1), /```yaml[\s\S]*unresolved-backend[\s\S]*```/);
  assert.match(markdown("canary", 1), /\*\*Service shop\/canary\*\* is not in the files/);
});

test("nothing is said of a blank or a comment", () => {
  const { snapshot, at } = analysed();
  assert.equal(snapshot.hover(route, at(route, "# nobody", 3)), undefined);
  assert.equal(snapshot.hover(uriOf("none.yaml"), 0), undefined);
});

test("a preview holds what an object becomes, and where each field came from", () => {
  const { snapshot, at, text } = analysed();
  const preview = snapshot.preview({ uri: route, offset: at(route, "name: cart") });
  assert.ok(preview !== undefined);
  assert.match(
    preview.text,
    /^# What Kuma 2\.14 makes of this in cluster default\n---\n# HTTPRoute shop\/cart: 1 resource\n/,
  );
  assert.match(preview.text, /\nkind: MeshHTTPRoute\n/);
  const sources = (written: string) =>
    preview.mappings
      .filter(({ range }) => cut(preview.text, range) === written)
      .flatMap(({ from }) => from.map(({ uri, range }) => cut(text(uri), range)));
  assert.deepEqual(sources("weight: 90"), ["weight: 90"]);
  let before = 0;
  for (const { range } of preview.mappings) {
    assert.ok(range.start >= before, "mappings are in order");
    before = range.start;
  }
});

test("a preview of the whole cluster holds everything, one of another release what that would make", () => {
  const { snapshot } = analysed();
  const whole = snapshot.preview({ uri: route, whole: "cluster" })?.text ?? "";
  for (const kind of ["MeshGateway", "MeshGatewayInstance", "Service", "Deployment", "MeshHTTPRoute"]) {
    assert.match(whole, new RegExp(`\\nkind: ${kind}\\n`));
  }
  assert.match(snapshot.preview({ uri: route, kuma: "2.9" })?.text ?? "", /^# What Kuma 2\.9 makes/);
  assert.match(snapshot.preview({ uri: route, kuma: "1.0" })?.text ?? "", /does not know Kuma 1\.0/);
});

test("lenses tell what is generated, attached and referred to", () => {
  const { snapshot } = analysed();
  const titles = (path: string) => snapshot.codeLenses(uriOf(path)).map(({ title }) => title);
  assert.deepEqual(titles("infra/gateway.yaml"), [
    "Kuma generates MeshGateway, MeshGatewayInstance, Service, Deployment",
    "1 attached route",
  ]);
  assert.deepEqual(titles("shop/route.yaml"), ["Kuma generates MeshHTTPRoute"]);
  assert.deepEqual(titles("shop/service.yaml"), ["1 reference"]);
});

test("hints tell the share of each of several backends", () => {
  const { snapshot, text } = analysed();
  const hints = snapshot.inlayHints(route, { start: 0, end: text(route).length });
  assert.deepEqual(
    hints.map(({ offset, text: hint }) => [text(route).slice(0, offset).split("\n").at(-1)?.trim(), hint]),
    [
      ["- name: edge", "→ cart-shop-18776d5e"],
      ["weight: 90", "75 %"],
      ["weight: 30", "25 %"],
    ],
  );
  assert.deepEqual(snapshot.inlayHints(route, { start: 0, end: 10 }), []);
});

test("tokens tell references that lead somewhere from those that do not", () => {
  const { snapshot, text } = analysed();
  const tokens = snapshot.referenceTokens(route).map(({ range, resolved }) => [cut(text(route), range), resolved]);
  assert.deepEqual(
    tokens.filter(([word]) => word === "edge" || word === "canary"),
    [
      ["edge", true],
      ["canary", false],
    ],
  );
});

test("selections grow from the word to the document, folds span lines", () => {
  const { snapshot, text, at } = analysed();
  const ranges = snapshot.selectionRanges(route, at(route, "weight: 90", 9)).map((range) => cut(text(route), range));
  assert.deepEqual(ranges.slice(0, 2), ["90", "weight: 90"]);
  for (const [index, range] of ranges.entries())
    assert.ok(index === 0 || range.includes(ranges[index - 1] ?? ""), range);
  assert.equal(ranges.at(-1), text(route));
  for (const range of snapshot.foldingRanges(route)) assert.match(cut(text(route), range), /\n/);
});

test("requests go from a class to its Gateway, to the route, to the Service", () => {
  const { snapshot, at } = analysed();
  const gateway = uriOf("infra/gateway.yaml");
  const [start] = snapshot.hierarchy(gateway, at(gateway, "name: kuma", 7));
  assert.equal(start?.key.kind, "GatewayClass");
  const next = (from: HierarchyItem | undefined): HierarchyItem | undefined =>
    from === undefined ? undefined : snapshot.outgoingCalls(from)[0]?.item;
  const way = [start, next(start), next(next(start)), next(next(next(start)))];
  assert.deepEqual(
    way.map((item) => item?.key.kind),
    ["GatewayClass", "Gateway", "HTTPRoute", "Service"],
  );
  const back = way[3] === undefined ? [] : snapshot.incomingCalls(way[3]);
  assert.deepEqual(
    back.map(({ item }) => item.name),
    ["shop/cart"],
  );
});
