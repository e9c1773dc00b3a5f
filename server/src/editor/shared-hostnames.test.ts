import assert from "node:assert/strict";
import test from "node:test";
import type { Settings } from "../../../shared/src/settings.ts";
import { parseFixture, uriOf } from "../../../test/support/fixture.ts";
import { type Analysis, createAnalysis, type Fix } from "../analysis.ts";

const base = `#- class.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: kuma}
spec: {controllerName: gateways.kuma.io/controller}
`;

interface Opened {
  readonly analysis: Analysis;
  readonly files: Map<string, string>;
  readonly offered: Fix | undefined;
}

function open(text: string, settings: Settings = {}): Opened {
  const fixture = parseFixture(base + text);
  const files = new Map(fixture.files);
  const analysis = createAnalysis();
  analysis.apply({
    files: new Map([...files].map(([path, content]) => [uriOf(path), content])),
    settings: { ...fixture.settings, ...settings },
  });
  const { uri, offset } = fixture.cursor ?? assert.fail("no $0");
  const found = analysis.snapshot().refactorings(uri, { start: offset, end: offset });
  const offered = found.find(({ kind, fix }) => kind === "extract" && / routes to listener/.test(fix.title));
  return { analysis, files, offered: offered?.fix };
}

/** The files that change. */
function applied({ files, offered }: Opened): Record<string, string> {
  assert.ok(offered !== undefined, "nothing is offered");
  return Object.fromEntries(
    offered.edits.map(({ uri, edits }) => {
      const path = uri.slice(uriOf("").length);
      let text = files.get(path) ?? "";
      for (const { range, newText } of edits.toReversed())
        text = text.slice(0, range.start) + newText + text.slice(range.end);
      return [path, text];
    }),
  );
}

const edge = (listeners: string) => `#- edge.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: infra
spec:
  gatewayClassName: kuma
  listeners:
${listeners}`;
const route = (name: string, hostnames: string, refs = "[{name: edge}]", rest = "namespace: infra") => `#- ${name}.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, ${rest}}
spec:
  parentRefs: ${refs}
  hostnames: ${hostnames}
  rules: [{matches: [{path: {value: /${name}}}], backendRefs: [{name: ${name}, port: 80}]}]
`;
const http = "    - {name: http, port: 80, protocol: HTTP}\n";
const same = "[shop.example.com]";

test("what the routes repeat is said once, with the comments that stand around it", () => {
  const opened = open(`${edge(`    # plain
    - name: http # first
      port: 80
      protocol: HTTP
      allowedRoutes:
        namespaces: {from: All}
`)}#- cart.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
  # to the edge
  parentRefs:
    - name: edge
      namespace: infra
  hostnames: # ours
    - shop.$0example.com # the shop
  # what it serves
  rules:
    - matches: [{path: {value: /cart}}]
      backendRefs: [{name: cart, port: 80}]
---
{"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "pay", "namespace": "shop"},
 "spec": {"parentRefs": [{"name": "edge", "namespace": "infra"}], "hostnames": ["shop.example.com"], "rules": [{"backendRefs": [{"name": "pay", "port": 80}]}]}}
`);
  assert.equal(opened.offered?.title, 'Move shop.example.com from 2 routes to listener "http" of Gateway infra/edge');
  const after = applied(opened);
  assert.deepEqual(Object.keys(after).sort(), ["cart.yaml", "edge.yaml"]);
  assert.match(
    after["edge.yaml"] ?? "",
    /# plain\n {4}- name: http # first\n {6}hostname: shop\.example\.com\n {6}port: 80\n/,
  );
  assert.match(after["cart.yaml"] ?? "", /namespace: infra\n {2}# what it serves\n {2}rules:\n/);
  assert.match(after["cart.yaml"] ?? "", /"namespace": "infra"}\], "rules": \[\{"backendRefs"/);
});

test("line ends stay, and flow style", () => {
  const fixture = parseFixture(base + edge(http) + route("cart", same) + route("pay", same));
  const files = new Map([...fixture.files].map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]));
  const analysis = createAnalysis();
  analysis.apply({ files: new Map([...files].map(([path, text]) => [uriOf(path), text])) });
  const offset = files.get("pay.yaml")?.indexOf("hostnames") ?? 0;
  const found = analysis.snapshot().refactorings(uriOf("pay.yaml"), { start: offset, end: offset });
  const after = applied({ analysis, files, offered: found[0]?.fix });
  assert.equal(Object.keys(after).length, 3);
  for (const text of Object.values(after)) assert.doesNotMatch(text, /[^\r]\n/);
  assert.match(
    after["edge.yaml"] ?? "",
    /- \{name: http, hostname: shop\.example\.com, port: 80, protocol: HTTP\}\r\n/,
  );
});

test("a listener's cursor finds its routes; whatever hangs together goes together", () => {
  const two = "    - {name: $0http, port: 80, protocol: HTTP}\n    - {name: other, port: 8080, protocol: HTTP}\n";
  const opened = open(
    edge(two) +
      route("cart", same, "[{name: edge, sectionName: http}]") +
      route("pay", same, "[{name: edge, sectionName: http}, {name: edge, sectionName: other}]") +
      route("old", same, "[{name: edge, sectionName: other}]"),
  );
  assert.equal(
    opened.offered?.title,
    'Move shop.example.com from 3 routes to listeners "http" and "other" of Gateway infra/edge',
  );
  assert.equal(Object.keys(applied(opened)).length, 4);
});

test("a wildcard is narrowed; what is there already stays", () => {
  const listeners = `    - {name: http, port: 80, protocol: HTTP, hostname: "*.example.com"}
    - {name: other, port: 8080, protocol: HTTP, hostname: shop.example.com}
`;
  const after = applied(open(edge(listeners) + route("cart", "[$0shop.example.com]") + route("pay", same)));
  assert.match(after["edge.yaml"] ?? "", /protocol: HTTP, hostname: "shop\.example\.com"\}/);
  const there = edge("    - {name: http, port: 80, protocol: HTTP, hostname: shop.example.com}\n");
  const opened = open(there + route("cart", "[$0shop.example.com]") + route("pay", same));
  assert.equal(opened.offered?.title, 'Leave shop.example.com of 2 routes to listener "http" of Gateway infra/edge');
  assert.deepEqual(Object.keys(applied(opened)).sort(), ["cart.yaml", "pay.yaml"]);
});

const asked = "[$0shop.example.com]";
const refused: Record<string, string> = {
  "one route repeats nothing": edge(http) + route("cart", asked),
  "a route with another hostname":
    edge(http) + route("cart", asked) + route("pay", same) + route("x", "[a.example.com]"),
  "a route with more hostnames": edge(http) + route("cart", asked) + route("pay", "[shop.example.com, a.example.com]"),
  "a route for every host": edge(http) + route("cart", asked) + route("pay", same) + route("x", "[]"),
  "a route that another listener lets in":
    edge(`${http}    - {name: open, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}\n`) +
    route("cart", asked, "[{name: edge, sectionName: http}]") +
    route("pay", same, "[{name: edge, sectionName: http}]") +
    route("x", "[a.example.com]", "[{name: edge, namespace: infra}]", "namespace: other"),
  "a parent Service":
    edge(http) + route("cart", asked) + route("pay", same, '[{name: edge}, {name: pay, kind: Service, group: ""}]'),
  "a Gateway that is elsewhere": edge(http) + route("cart", asked) + route("pay", same, "[{name: edge}, {name: far}]"),
  "a listener of another host":
    edge(`${http}    - {name: b, port: 80, protocol: HTTP, hostname: b.example.com}\n`) +
    route("cart", asked) +
    route("pay", same),
  "two listeners of one port would have one hostname":
    edge(`    - {name: a, port: 80, protocol: HTTP}
    - {name: b, port: 80, protocol: HTTP, hostname: "*.example.com"}
`) +
    route("cart", asked) +
    route("pay", same),
  "a more specific listener has taken the host away":
    edge(`${http}    - {name: wild, port: 80, protocol: HTTP, hostname: "*.example.com"}\n`) +
    route("cart", asked, "[{name: edge, sectionName: http}]") +
    route("pay", same, "[{name: edge, sectionName: http}]"),
  "a listener that may not have a hostname":
    edge("    - {name: tcp, port: 80, protocol: TCP}\n") + route("cart", asked) + route("pay", same),
  "a Gateway that is written twice":
    edge(http) + edge(http).replace("edge.yaml", "again.yaml") + route("cart", asked) + route("pay", same),
  "a route that is written twice":
    edge(http) + route("cart", asked) + route("pay", same) + route("pay", same).replace("#- pay", "#- two"),
  "certificates that are issued for hostnames":
    edge(http).replace("  name: edge\n", "  name: edge\n  annotations: {cert-manager.io/cluster-issuer: acme}\n") +
    route("cart", asked) +
    route("pay", same),
  "a route that the webhook refuses":
    edge(http) + route("cart", asked) + route("pay", same).replace(/backendRefs: \[.*?\]/, "filters: []"),
  "a name of the listener in other meshes": `#- cross.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: cross}
spec:
  controllerName: gateways.kuma.io/controller
  parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: cross}
---
apiVersion: kuma.io/v1alpha1
kind: MeshGatewayConfig
metadata: {name: cross}
spec: {crossMesh: true}
${edge(http).replace("gatewayClassName: kuma", "gatewayClassName: cross")}${route("cart", asked)}${route("pay", same)}`,
  "an anchor that others use": `${edge(http)}#- cart.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: infra}
spec:
  parentRefs: [{name: edge}]
  hostnames: &hosts [$0shop.example.com]
  rules:
    - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: *hosts}}]
      backendRefs: [{name: cart, port: 80}]
${route("pay", same)}`,
  "a count of attached routes would change":
    edge(`${http}    - {name: b, port: 8080, protocol: HTTP, hostname: b.example.com}\n`) +
    route("cart", asked, "[{name: edge, port: 80}]") +
    route("pay", same, "[{name: edge, port: 80}]"),
};
for (const [why, text] of Object.entries(refused)) {
  test(`not offered: ${why}`, () => assert.equal(open(text).offered?.title, undefined));
}

test("not offered where no Gateway is translated", () => {
  const text = edge(http) + route("cart", asked) + route("pay", same);
  assert.equal(open(text, { kuma: "3.0" }).offered?.title, undefined);
  assert.ok(open(text, { kuma: "2.7" }).offered);
});

test("all clusters that share the files have to agree", () => {
  const settings = {
    clusters: [
      { name: "one", files: ["*.yaml"] },
      { name: "two", files: ["*.yaml", "two/*.yaml"] },
    ],
  };
  const text = edge(http) + route("cart", asked) + route("pay", same);
  assert.ok(open(text, settings).offered);
  const more = route("more", "[a.example.com]").replace("#- more", "#- two/more");
  assert.equal(open(text + more, settings).offered?.title, undefined);
});
