import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { parseFixture, uriOf } from "../../../test/support/fixture.ts";
import { type CompletionItem, createAnalysis, type Snapshot } from "../analysis.ts";
import { readValues } from "../yaml/read.ts";
import { split } from "../yaml/split.ts";
import { accepted, withoutStops } from "./completion-item.ts";

const world = `#- world.yaml kuma:2.14
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: kuma
spec:
  controllerName: gateways.kuma.io/controller
---
apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata:
  name: payments
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {kuma.io/sidecar-injection: enabled, edge-access: "true"}
---
apiVersion: v1
kind: Namespace
metadata:
  name: infra
  labels: {kuma.io/sidecar-injection: enabled}
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
      hostname: "*.example.com"
      allowedRoutes: {namespaces: {from: All}}
    - name: internal
      port: 81
      protocol: HTTP
      hostname: "*.internal"
---
apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata: {name: certificate, namespace: infra}
---
apiVersion: v1
kind: Secret
metadata: {name: password, namespace: infra}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  ports:
    - name: web
      port: 8080
      appProtocol: http
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: pay}
spec:
  ports: [{port: 1, appProtocol: http}, {port: 2}]
`;

interface Offered {
  readonly text: string;
  readonly items: readonly CompletionItem[];
  labels(): readonly string[];
  /** The file after the item is accepted. */
  after(label: string): string;
}

/** Completion at `$0` of a file beside the world. */
function offered(marked: string, name = "main.yaml"): Offered {
  const { files, settings } = parseFixture(world);
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const analysis = createAnalysis();
  analysis.apply({
    files: new Map([...files, [name, text] as const].map(([path, content]) => [uriOf(path), content])),
    settings,
    folders: [uriOf("").slice(0, -1)],
  });
  const { items } = analysis.snapshot().completion(uriOf(name), offset);
  const sorted = [...items].sort((a, b) => a.rank - b.rank);
  return {
    text,
    items: sorted,
    labels: () => sorted.map(({ label }) => label),
    after(label) {
      const item = sorted.find((one) => one.label === label);
      assert.ok(item !== undefined, `${label} is not among ${sorted.map((one) => one.label).join(", ")}`);
      return accepted(text, item);
    },
  };
}

const route = (rest: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: r
  namespace: shop
spec:
${rest}`;

test("fields come in schema order, without those that are there, ignored ones last", () => {
  const found = offered(route("  hostnames: []\n  $0\n"));
  assert.ok(found.labels().includes("parentRefs"));
  assert.ok(!found.labels().includes("hostnames"));
  const rule = offered(route("  rules:\n    - matches: []\n      $0\n"));
  assert.deepEqual(rule.labels().slice(0, 2), ["filters", "backendRefs"]);
  const timeouts = rule.items.find(({ label }) => label === "timeouts");
  assert.equal(timeouts?.ignored, true);
  assert.match(timeouts?.documentation ?? "", /Kuma ignores/);
  assert.equal(
    rule.after("backendRefs"),
    `${rule.text.slice(0, -7)}      backendRefs:\n        - name: \n          port: \n`,
  );
});

test("required fields come first", () => {
  const { items } = offered(
    "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: g}\nspec:\n  listeners:\n    - $0\n",
  );
  assert.deepEqual(
    items.slice(0, 3).map(({ label }) => label),
    ["name", "port", "protocol"],
  );
});

test("a half-typed key, a key without its colon, the middle of a key", () => {
  assert.match(offered(route("  parentR$0\n")).after("parentRefs"), /spec:\n {2}parentRefs:\n {2}- name: \n$/);
  assert.match(offered(route("  hostnames: [a]\n  ru$0\n")).after("rules"), /hostnames: \[a\]\n {2}rules:\n/);
  assert.match(offered(route("  par$0entRefs: []\n")).after("parentRefs"), /\n {2}parentRefs: \[\]\n$/);
});

test("a blank line at another column than its neighbours'", () => {
  const found = offered(route("  hostnames: [a]\n     $0\n"));
  assert.match(found.after("parentRefs"), /hostnames: \[a\]\n {2}parentRefs:\n/);
});

test("enum values, booleans, quoted values", () => {
  const found = offered(route("  rules:\n    - matches:\n        - path:\n            type: $0\n"));
  assert.deepEqual(found.labels(), ["Exact", "PathPrefix", "RegularExpression"]);
  assert.match(offered(route('  rules:\n    - matches:\n        - method: "$0"\n')).after("GET"), /method: "GET"\n/);
});

test("of a filter that says its type only that type's field", () => {
  const filter = "  rules:\n    - filters:\n        - type: RequestRedirect\n          $0\n";
  assert.deepEqual(offered(route(filter)).labels(), ["requestRedirect"]);
});

test("names from other files", () => {
  const parent = offered(route("  parentRefs:\n    - name: $0\n"));
  assert.deepEqual(parent.labels(), ["edge"]);
  assert.match(parent.after("edge"), /- name: edge\n {6}namespace: infra\n/);
  const section = offered(
    route(
      "  hostnames: [a.example.com]\n  parentRefs:\n    - name: edge\n      namespace: infra\n      sectionName: $0\n",
    ),
  );
  assert.deepEqual(section.labels(), ["http", "internal"]);
  assert.match(section.items[1]?.detail ?? "", /NoMatchingListenerHostname/);
  const hostname = offered(
    route("  parentRefs: [{name: edge, namespace: infra, sectionName: http}]\n  hostnames:\n    - $0\n"),
  );
  assert.deepEqual(hostname.labels(), ["www.example.com", "*.example.com"]);
  assert.match(hostname.after("*.example.com"), /- '\*\.example\.com'\n/);
  const backend = offered(route("  rules:\n    - backendRefs:\n        - name: $0\n"));
  assert.deepEqual(backend.labels(), ["cart", "pay"]);
  assert.match(backend.after("cart"), /- name: cart\n {10}port: 8080\n/);
  assert.match(backend.items[1]?.detail ?? "", /needs a ReferenceGrant/);
  const port = offered(route("  rules:\n    - backendRefs:\n        - {name: pay, namespace: pay, port: $0}\n"));
  assert.deepEqual(port.labels(), ["1", "2"]);
  assert.equal(port.items[0]?.detail, "http");
  const namespace = offered(route("  rules:\n    - backendRefs:\n        - {name: pay, namespace: $0}\n"));
  assert.equal(namespace.labels()[0], "pay");
});

test("a Gateway's class, its Secrets of type TLS, labels of namespaces, meshes", () => {
  const gateway = (rest: string) =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: g\n  namespace: infra\n${rest}`;
  assert.deepEqual(offered(gateway("spec:\n  gatewayClassName: $0\n")).labels(), ["kuma"]);
  const secrets = offered(gateway("spec:\n  listeners:\n    - tls:\n        certificateRefs:\n          - name: $0\n"));
  assert.deepEqual(secrets.labels(), ["certificate"]);
  const selector =
    "spec:\n  listeners:\n    - allowedRoutes:\n        namespaces:\n          selector:\n            matchLabels:\n";
  assert.ok(
    offered(gateway(`${selector}              $0\n`))
      .labels()
      .includes("edge-access"),
  );
  assert.match(offered(gateway(`${selector}              edge-access: $0\n`)).after("true"), /edge-access: "true"/);
  assert.deepEqual(offered(gateway("  labels:\n    kuma.io/mesh: $0\n")).labels(), ["default", "payments"]);
  assert.equal(offered(gateway("  labels:\n    $0\n")).labels()[0], "kuma.io/mesh");
});

test("kind and group are written as a pair", () => {
  const parent = offered(route("  parentRefs:\n    - name: cart\n      kind: $0\n"));
  assert.match(parent.after("Service"), /kind: Service\n {6}group: ""\n/);
  const flow = offered(route("  parentRefs: [{name: cart, kind: $0}]\n"));
  assert.match(flow.after("Service"), /\{name: cart, kind: Service, group: ""\}/);
  assert.match(
    offered("kind: $0\n").after("HTTPRoute"),
    /^kind: HTTPRoute\napiVersion: gateway\.networking\.k8s\.io\/v1\n/,
  );
  assert.deepEqual(offered("kind: HTTPRoute\napiVersion: $0\n").labels(), [
    "gateway.networking.k8s.io/v1",
    "gateway.networking.k8s.io/v1beta1",
  ]);
});

test("flow style and JSON", () => {
  const parent = offered(route("  parentRefs: [{name: edge, $0}]\n"));
  assert.match(parent.after("sectionName"), /\{name: edge, sectionName: \}/);
  assert.match(offered(route("  parentRefs: [{name: edge$0}]\n")).after("edge"), /\{name: edge, namespace: infra\}/);
  const json =
    '{"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "r"}, "spec": {$0}}';
  assert.match(offered(json, "r.json").after("hostnames"), /"spec": \{"hostnames": \[""\]\}/);
});

test("a document that says nothing yet gets whole objects, which hold", () => {
  const { labels } = offered("---\n$0\n");
  assert.ok(labels().includes("HTTPRoute") && labels().includes("Gateway with HTTPS"));
  const shop = filesBelow(join(examples, "shop"));
  const files = new Map(shop.map((path) => [pathToFileURL(path).href, readFileSync(path, "utf8")]));
  const uri = pathToFileURL(join(examples, "shop", "new.yaml")).href;
  const folders = [pathToFileURL(join(examples, "shop")).href];
  const analysis = createAnalysis();
  analysis.apply({ files: new Map([...files, [uri, ""]]), folders });
  const whole = analysis
    .snapshot()
    .completion(uri, 0)
    .items.filter(({ detail }) => detail === "whole object");
  assert.equal(whole.length, 6);
  for (const item of whole) {
    const text = accepted("", item);
    // A consumer's own namespace is the author's to choose.
    const main = text.replace("namespace: default", "namespace: shop");
    analysis.apply({ files: new Map([[uri, main]]) });
    const said = analysis
      .snapshot()
      .diagnostics(uri)
      .filter(({ severity }) => severity === "error" || severity === "warning");
    assert.deepEqual(
      said.map(({ message }) => message),
      [],
      `${item.label}\n${main}`,
    );
  }
});

test("the settings file is completed from its own schema", () => {
  const file = ".gateway-lens.yaml";
  assert.ok(offered("$0", file).labels().includes("clusters"));
  assert.ok(!offered("kuma: '2.14'\n$0\n", file).labels().includes("kuma"));
  assert.deepEqual(offered("complete: $0\n", file).labels(), ["true", "false"]);
  assert.match(offered("kuma: $0\n", file).after("2.13"), /kuma: "2\.13"/);
  assert.ok(offered("clusters:\n  - name: a\n    $0\n", file).labels().includes("mode"));
  assert.ok(offered("rules:\n  $0\n", file).labels().includes("backend-missing"));
  assert.ok(offered("rules:\n  backend-missing: $0\n", file).labels().includes("off"));
});

test("between a colon and a value the value is replaced", () => {
  const found = offered(route('  parentRefs:\n    - name: edge\n      group:$0 ""\n'));
  assert.match(found.after("gateway.networking.k8s.io"), /group: "gateway\.networking\.k8s\.io"\n/);
  assert.deepEqual(offered(route("  rules:$0 []\n")).labels(), []);
});

test("behind the key of a map or list, entries go below", () => {
  assert.match(
    offered(route("  rules:\n    - backendRefs: $0\n")).after("- "),
    /backendRefs:\n {8}- name: \n {10}port: \n$/,
  );
  assert.match(offered(route("  host: {}\n  hostnames:$0\n")).after("- "), /hostnames:\n {2}- \n$/);
  const spec = offered(
    "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: hostn$0\n",
  );
  assert.match(spec.after("hostnames"), /\nspec:\n {2}hostnames:\n {2}- \n$/);
  assert.equal(spec.items.find(({ label }) => label === "hostnames")?.filter, " hostnames");
  const labels = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: n\n  labels: $0\n";
  assert.match(offered(labels).after("edge-access"), /\n {2}labels:\n {4}edge-access: \n$/);
  // What stands there already, or a comment that would move, is left alone.
  for (const rest of ["  rules: $0 # mine\n", "  rules: $0\n    - backendRefs: []\n", "  rules: [$0]\n"]) {
    assert.ok(!offered(route(rest)).labels().includes("- "), rest);
  }
});

test("a snippet without its tab stops", () => {
  assert.equal(withoutStops("a: ${1:b\\}c} ${2|x,y|} $3 \\$4 {$1\\}"), "a: b}c x  $4 {}");
});

test("nothing is offered in front of a marker between documents", () => {
  const mesh = "apiVersion: kuma.io/v1alpha1\nkind: Mesh\nmetadata:\n  name: a\n";
  assert.deepEqual(offered(`${mesh}$0---\nkind: b\n`).labels(), []);
  assert.ok(offered(`${mesh}$0\n---\nkind: b\n`).labels().length > 0);
});

const examples = join(process.cwd(), "examples");

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : /\.ya?ml$/.test(path) ? [path] : [];
  });
}

function parses(text: string, at: number): boolean {
  const part = split(text).findLast(({ start }) => start <= at);
  if (part === undefined) return true;
  const { value, clean } = readValues(part.text);
  return value !== undefined || clean;
}

/** Whether each item, once accepted, leaves a file that parses. */
function checkAt(snapshot: Snapshot, uri: string, text: string, offset: number): number {
  const { items } = snapshot.completion(uri, offset);
  for (const [at, item] of items.entries()) {
    // Of long lists of names some will do.
    if (items.length > 30 && at % 7 !== offset % 7) continue;
    const after = accepted(text, item);
    assert.ok(
      parses(after, item.range.start),
      `${relative(examples, uri)} at ${offset}: ${item.label}\n${after.slice(Math.max(0, offset - 200), offset + 200)}`,
    );
  }
  return items.length;
}

test("at any position of any example completion leaves a document that parses, also half-typed ones", () => {
  const root = examples;
  const paths = filesBelow(root);
  assert.ok(paths.length > 5);
  const files = new Map(paths.map((path) => [pathToFileURL(path).href, readFileSync(path, "utf8")]));
  const analysis = createAnalysis();
  analysis.apply({ files, folders: [pathToFileURL(root).href] });
  let items = 0;
  const began = performance.now();
  for (const [uri, text] of files) {
    const step = Math.max(7, Math.floor(text.length / 30));
    for (let offset = 0; offset <= text.length; offset += step) {
      items += checkAt(analysis.snapshot(), uri, text, offset);
      const line = text.indexOf("\n", offset);
      if (line < 0) continue;
      // What one is typing: the rest of the line is not there yet, or a new line is begun.
      const column = /^ *(?:- )?/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))?.[0].length ?? 0;
      for (const half of [
        { text: text.slice(0, offset) + text.slice(line), at: offset },
        { text: `${text.slice(0, line)}\n${" ".repeat(column)}${text.slice(line)}`, at: line + 1 + column },
      ]) {
        if (!parses(half.text, half.at)) continue;
        analysis.apply({ files: new Map([[uri, half.text]]) });
        items += checkAt(analysis.snapshot(), uri, half.text, half.at);
      }
      analysis.apply({ files: new Map([[uri, text]]) });
    }
    if (performance.now() - began > 12_000) break;
  }
  assert.ok(items > 1000, `${items} items`);
});
