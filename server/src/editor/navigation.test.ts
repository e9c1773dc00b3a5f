import assert from "node:assert/strict";
import test from "node:test";
import { parseFixture, uriOf } from "../../../test/support/fixture.ts";
import { createAnalysis, type Snapshot, type TextRange } from "../analysis.ts";

const world = `#- infra/gateway.yaml kuma:2.14
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: kuma}
spec:
  controllerName: gateways.kuma.io/controller
  parametersRef: {group: kuma.io, kind: MeshGatewayConfig, name: config}
---
apiVersion: kuma.io/v1alpha1
kind: MeshGatewayConfig
metadata:
  name: config
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
      hostname: a.example.com
    - name: other
      port: 81
      protocol: HTTP
#- shop/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  ports:
    - name: web
      port: 8080
#- shop/route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
  parentRefs:
    - {name: edge, namespace: infra, sectionName: http}
  hostnames: [a.example.com, b.example.com]
  rules:
    - matches:
        - path: {value: /cart}
          method: GET
      backendRefs:
        - name: "cart" # quoted
          port: 8080
        - name: gone
          port: 1
    - backendRefs:
        - {name: cart, port: 8080}
`;

interface Opened {
  readonly snapshot: Snapshot;
  at(path: string, word: string, nth?: number): readonly [string, number];
  words(found: readonly { readonly uri?: string; readonly range: TextRange }[], path?: string): readonly string[];
}

function open(text: string): Opened {
  const { files, settings } = parseFixture(text);
  const analysis = createAnalysis();
  const texts = new Map([...files].map(([path, content]) => [uriOf(path), content]));
  analysis.apply({ files: texts, settings, folders: [uriOf("").slice(0, -1)] });
  return {
    snapshot: analysis.snapshot(),
    at(path, word, nth = 0) {
      const content = texts.get(uriOf(path)) ?? "";
      let offset = -1;
      for (let i = 0; i <= nth; i++) offset = content.indexOf(word, offset + 1);
      assert.ok(offset >= 0, `${word} is not in ${path}`);
      return [uriOf(path), offset];
    },
    words: (found, path) =>
      found.map(({ uri, range }) => {
        const where = uri ?? uriOf(path ?? "");
        const content = texts.get(where) ?? "";
        const line = content.slice(0, range.start).split("\n").length;
        return `${where.slice(uriOf("").length)}:${line} ${content.slice(range.start, range.end)}`;
      }),
  };
}

test("a name leads to where it is defined, a section to its listener or port", () => {
  const { snapshot, at, words } = open(world);
  const lead = (path: string, word: string, nth?: number) =>
    words(snapshot.definition(...at(path, word, nth))?.to ?? []);
  assert.deepEqual(lead("shop/route.yaml", "edge"), ["infra/gateway.yaml:16 edge"]);
  assert.deepEqual(lead("shop/route.yaml", "http}"), ["infra/gateway.yaml:21 http"]);
  assert.deepEqual(lead("shop/route.yaml", '"cart"'), ["shop/service.yaml:4 cart"]);
  assert.deepEqual(lead("shop/route.yaml", "8080"), ["shop/service.yaml:9 8080"]);
  assert.deepEqual(lead("infra/gateway.yaml", "config"), ["infra/gateway.yaml:11 config"]);
  assert.deepEqual(lead("shop/route.yaml", "gone"), []);
  assert.deepEqual(lead("shop/route.yaml", "/cart"), []);
  const type = (path: string, word: string, nth?: number) =>
    words(snapshot.typeDefinition(...at(path, word, nth))?.to ?? []);
  assert.deepEqual(type("shop/route.yaml", "edge"), ["infra/gateway.yaml:3 kuma"]);
  assert.deepEqual(type("infra/gateway.yaml", "gatewayClassName: kuma"), ["infra/gateway.yaml:11 config"]);
});

test("references of an object, a listener and a port, across files", () => {
  const { snapshot, at, words } = open(world);
  const all = (path: string, word: string, nth?: number) => words(snapshot.references(...at(path, word, nth), true));
  assert.deepEqual(all("shop/service.yaml", "cart"), [
    "shop/service.yaml:4 cart",
    'shop/route.yaml:15 "cart"',
    "shop/route.yaml:20 cart",
  ]);
  assert.deepEqual(all("infra/gateway.yaml", "edge"), ["infra/gateway.yaml:16 edge", "shop/route.yaml:8 edge"]);
  assert.deepEqual(all("shop/route.yaml", "http}"), ["infra/gateway.yaml:21 http", "shop/route.yaml:8 http"]);
  assert.equal(all("shop/service.yaml", "8080").length, 3);
  assert.deepEqual(words(snapshot.highlights(...at("shop/route.yaml", '"cart"')), "shop/route.yaml"), [
    'shop/route.yaml:15 "cart"',
    "shop/route.yaml:20 cart",
  ]);
});

test("references follow an edit", () => {
  const { files, settings } = parseFixture(world);
  const analysis = createAnalysis();
  analysis.apply({ files: new Map([...files].map(([path, text]) => [uriOf(path), text])), settings });
  const service = uriOf("shop/service.yaml");
  const offset = (files.get("shop/service.yaml") ?? "").indexOf("cart");
  assert.equal(analysis.snapshot().references(service, offset, false).length, 2);
  const route = files.get("shop/route.yaml") ?? "";
  analysis.apply({ files: new Map([[uriOf("shop/route.yaml"), route.replace("{name: cart,", "{name: card,")]]) });
  assert.equal(analysis.snapshot().references(service, offset, false).length, 1);
  analysis.apply({ files: new Map([[uriOf("shop/route.yaml"), undefined]]) });
  assert.equal(analysis.snapshot().references(service, offset, false).length, 0);
});

function renamed(text: string, path: string, word: string, to: string, nth?: number): ReadonlyMap<string, string> {
  const { files } = parseFixture(text);
  const { snapshot, at } = open(text);
  const fix = snapshot.rename(...at(path, word, nth), to);
  assert.ok(fix !== undefined && "edits" in fix, JSON.stringify(fix));
  return new Map(
    fix.edits.map(({ uri, edits }) => {
      const where = uri.slice(uriOf("").length);
      let content = files.get(where) ?? "";
      for (const { range, newText } of [...edits].reverse())
        content = content.slice(0, range.start) + newText + content.slice(range.end);
      return [where, content];
    }),
  );
}

test("renaming changes the definition and every reference, and keeps quotes and comments", () => {
  const service = renamed(world, "shop/route.yaml", '"cart"', "basket");
  assert.match(service.get("shop/service.yaml") ?? "", /name: basket\n {2}namespace: shop/);
  assert.match(service.get("shop/route.yaml") ?? "", /- name: "basket" # quoted/);
  assert.match(service.get("shop/route.yaml") ?? "", /\{name: basket, port: 8080\}/);
  assert.match(service.get("shop/route.yaml") ?? "", /metadata:\n {2}name: cart/);
  const listener = renamed(world, "shop/route.yaml", "http}", "plain");
  assert.match(listener.get("infra/gateway.yaml") ?? "", /- name: plain/);
  assert.match(listener.get("shop/route.yaml") ?? "", /sectionName: plain/);
  const className = renamed(world, "infra/gateway.yaml", "kuma}", "mesh", 0);
  assert.match(className.get("infra/gateway.yaml") ?? "", /gatewayClassName: mesh/);
});

test("a rename that would break something is refused", () => {
  const { snapshot, at } = open(`${world}---
apiVersion: v1
kind: Service
metadata: {name: taken, namespace: shop}
`);
  const refused = (path: string, word: string, to: string) => {
    const fix = snapshot.rename(...at(path, word), to);
    return fix !== undefined && "refused" in fix ? fix.refused : undefined;
  };
  assert.match(refused("shop/route.yaml", '"cart"', "taken") ?? "", /already there/);
  assert.match(refused("shop/route.yaml", '"cart"', "Not a name") ?? "", /cannot be a name/);
  assert.match(refused("shop/route.yaml", "http}", "other") ?? "", /already has name other/);
  const gone = snapshot.prepareRename(...at("shop/route.yaml", "gone"));
  assert.ok(gone !== undefined && "refused" in gone && /is in no file/.test(gone.refused));
  assert.equal(snapshot.prepareRename(...at("shop/route.yaml", "GET")), undefined);
});

test("only a name itself is renamed, not what stands beside it", () => {
  const { snapshot, at } = open(world);
  const [uri, name] = at("shop/service.yaml", "name: cart");
  const colon = name + "name:".length;
  for (const offset of [colon, at("infra/gateway.yaml", "{group")[1]]) {
    assert.equal(snapshot.prepareRename(uri, offset), undefined);
    assert.equal(snapshot.rename(uri, offset, "basket"), undefined);
  }
  assert.notEqual(snapshot.prepareRename(uri, colon + 1), undefined);
  const [route, kind] = at("shop/route.yaml", "HTTPRoute");
  assert.equal(snapshot.prepareRename(route, kind), undefined);
});

test("a number that several ports have is changed in all of them", () => {
  const twice = world.replace("port: 81", "port: 80").replace("sectionName: http}", "port: 80}");
  const files = renamed(twice, "shop/route.yaml", "80}", "8000");
  assert.equal(files.get("infra/gateway.yaml")?.match(/port: 8000\n/g)?.length, 2);
  assert.match(files.get("shop/route.yaml") ?? "", /port: 8000\}\n {2}hostnames/);
});

test("what clusters share has one name in all of them", () => {
  const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
spec: {gatewayClassName: kuma}
`;
  const route = (to: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${to}, namespace: infra}
spec: {parentRefs: [{name: edge}]}
`;
  const text = `#- .gateway-lens.yaml
clusters:
  - {name: east, files: ["base/**", "east/**"]}
  - {name: west, files: ["base/**", "west/**"]}
#- base/gateway.yaml
${gateway}#- east/route.yaml
${route("a")}#- west/route.yaml
${route("b")}`;
  const files = renamed(text, "east/route.yaml", "edge", "front");
  assert.deepEqual([...files.keys()].sort(), ["base/gateway.yaml", "east/route.yaml", "west/route.yaml"]);
  const { snapshot, at } = open(text);
  assert.equal(snapshot.references(...at("east/route.yaml", "edge"), true).length, 3);
});

test("a name that an anchor gives to something else too is not renamed", () => {
  const text = `#- route.yaml kuma:2.14
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: &cart cart, namespace: shop}
spec:
  rules:
    - backendRefs: [{name: *cart, port: 80}]
`;
  const { snapshot, at } = open(text);
  const route = snapshot.rename(...at("route.yaml", "cart, namespace", 1), "basket");
  assert.ok(route !== undefined && "refused" in route && /An anchor/.test(route.refused), JSON.stringify(route));
  assert.match(renamed(text, "route.yaml", "*cart", "basket").get("route.yaml") ?? "", /\[\{name: basket, port/);
});

test("the outline of a file, and objects by name", () => {
  const { snapshot, words } = open(world);
  const shown = snapshot
    .documentSymbols(uriOf("shop/route.yaml"))
    .map(({ name, detail, children }) => [name, detail, children.map((child) => `${child.name} ${child.detail}`)]);
  assert.deepEqual(shown, [["HTTPRoute cart", "shop", ["GET /cart → cart, gone", "rule 2 → cart"]]]);
  assert.deepEqual(words(snapshot.workspaceSymbols("cart")), ["shop/service.yaml:4 cart", "shop/route.yaml:4 cart"]);
  assert.deepEqual(words(snapshot.workspaceSymbols("gwedge")), ["infra/gateway.yaml:16 edge"]);
  assert.equal(snapshot.workspaceSymbols("nothing like it").length, 0);
});
