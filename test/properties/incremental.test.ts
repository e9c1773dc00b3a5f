import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { type Analysis, createAnalysis } from "../../server/src/analysis.ts";
import { generateWorkspace } from "../bench/generate.ts";

const root = "file:///workspace";
const uri = (path: string) => `${root}/${path}`;

/** The steps of the translation, as the counters know them. */
const translation = /^(?:gateway|http-route)/;

function counted(files: ReadonlyMap<string, string>) {
  const ran: string[] = [];
  const analysis = createAnalysis({ onRun: (query, key) => ran.push(`${query} ${key}`) });
  const edit = (changed: ReadonlyMap<string, string | undefined>): readonly string[] => {
    ran.length = 0;
    analysis.apply({ files: changed });
    analysis.affected();
    return [...ran];
  };
  analysis.apply({ folders: [root], overrides: { complete: true } });
  edit(files);
  return { analysis, edit };
}

const platform = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kuma }
spec: { controllerName: gateways.kuma.io/controller }
---
apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata: { name: default }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: kuma
  listeners:
    - { name: http, port: 80, protocol: HTTP }
`;

const route = (name: string, service: string, path = "/") => `
# ${name}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec:
  parentRefs:
    - name: edge
  rules:
    - matches: [{ path: { type: PathPrefix, value: ${path} } }]
      backendRefs:
        - name: ${service} # the backend
          port: 80
`;

const service = (name: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ports: [{ port: 80, appProtocol: http }] }
`;

const shop = () =>
  counted(
    new Map([
      [uri("platform.yaml"), platform],
      ...["a", "b", "c", "d"].map(
        (name) => [uri(`route-${name}.yaml`), route(name, name === "d" ? "lost" : "app", `/${name}`)] as const,
      ),
      [uri("services.yaml"), service("app")],
    ]),
  );

const translated = (ran: readonly string[]) => ran.filter((one) => translation.test(one));

test("editing a comment translates nothing", () => {
  const { edit } = shop();
  const ran = edit(
    new Map([
      [uri("route-a.yaml"), route("a", "app", "/a").replace("# the backend", "# a backend,\n          # and why")],
    ]),
  );
  assert.deepEqual(ran, [`shown ${uri("route-a.yaml")}`, `diagnostics ${uri("route-a.yaml")}`]);
});

test("editing one route translates that route, and nothing that did not look at it", () => {
  const { edit } = shop();
  const ran = translated(edit(new Map([[uri("route-a.yaml"), route("a", "app", "/api")]])));
  const others = ran.filter((one) => one.includes("HTTPRoute") && !one.endsWith("/a"));
  assert.deepEqual(others, []);
  assert.ok(ran.some((one) => one.startsWith("http-route") && one.endsWith("/a")));
});

test("adding the missing Service translates exactly the routes that asked for it", () => {
  const { edit } = shop();
  const ran = translated(edit(new Map([[uri("services.yaml"), `${service("app")}---${service("lost")}`]])));
  assert.deepEqual([...new Set(ran.map((one) => one.split("/").at(-1)))], ["d"]);
});

test("a Service that nobody asked for translates nothing", () => {
  const { edit } = shop();
  assert.deepEqual(translated(edit(new Map([[uri("services.yaml"), `${service("app")}---${service("other")}`]]))), []);
});

test("a second identical request computes nothing", () => {
  const { analysis, edit } = shop();
  assert.deepEqual(edit(new Map([[uri("services.yaml"), service("app")]])), []);
  assert.deepEqual(analysis.affected(), []);
});

test("the work for one edit does not grow with the workspace", () => {
  const runs = [400, 1200].map((objects) => {
    const files = generateWorkspace(objects);
    const { edit } = counted(files);
    const [path, text] = [...files].at(5) ?? ["", ""];
    return edit(new Map([[path, text.replace("/api/", "/app/")]])).length;
  });
  assert.equal(runs[0], runs[1]);
});

// What random edits are made of: the files of the example, whole, without some of their documents, or with other words in them.
const example = join(import.meta.dirname, "../../..", "examples/shop").replace("/build/", "/");
const words: readonly (readonly [string, string])[] = [
  ["cart", "catalog"],
  ["edge", "egde"],
  ["https", "htps"],
  ["8080", "8081"],
  ["namespace: shop", "namespace: pay"],
  ["port:", "prot:"],
  ["kind: Service", "kind: Secret"],
  ["  - ", "  -"],
  ["HTTPRoute", "HTTPRoutes"],
  ["example.com", "example.org"],
  ["\n---\n", "\n--- # cut\n"],
  ["spec:", "spec: {"],
];

function exampleFiles(): Map<string, string> {
  for (const folder of [example, "examples/shop"]) {
    try {
      const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
      return new Map(paths.map((path) => [uri(path.slice(folder.length + 1)), readFileSync(path, "utf8")]));
    } catch {}
  }
  throw new Error("the example is missing");
}

const everything = (analysis: Analysis) => {
  const snapshot = analysis.snapshot();
  return snapshot.uris().map((file) => ({
    file,
    diagnostics: snapshot
      .diagnostics(file)
      .map((one) => ({ ...one, fixes: one.fixes.map(({ title, edits }) => ({ title, edits })) })),
  }));
};

function fresh(files: ReadonlyMap<string, string | undefined>, reversed = false): Analysis {
  const analysis = createAnalysis();
  const entries = [...files].filter(([, text]) => text !== undefined);
  analysis.apply({ folders: [root], files: new Map(reversed ? entries.reverse() : entries) });
  return analysis;
}

const edits = fc.record({
  file: fc.nat(20),
  kind: fc.constantFrom("replace", "replace", "replace", "restore", "remove", "drop document", "swap documents"),
  word: fc.nat(words.length - 1),
  document: fc.nat(6),
  ask: fc.boolean(),
});

test("after any sequence of edits the findings are those of an analysis that never knew anything else", () => {
  const original = exampleFiles();
  const uris = [...original.keys()];
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 12 }), (sequence) => {
      const texts = new Map<string, string | undefined>(original);
      const analysis = fresh(texts);
      for (const { file, kind, word, document, ask } of sequence) {
        const path = uris[file % uris.length] ?? "";
        const before = texts.get(path) ?? "";
        const [from, to] = words[word] ?? ["", ""];
        const documents = before.split("\n---\n");
        const at = document % documents.length;
        const after = {
          replace: () => before.replaceAll(from, to),
          restore: () => original.get(path),
          remove: () => undefined,
          "drop document": () => documents.filter((_, other) => other !== at).join("\n---\n"),
          "swap documents": () => [...documents.slice(at), ...documents.slice(0, at)].join("\n---\n"),
        }[kind]();
        texts.set(path, after);
        analysis.apply({ files: new Map([[path, after]]) });
        if (ask) analysis.affected();
      }
      assert.deepEqual(everything(analysis), everything(fresh(texts)));
      for (const affected of analysis.affected()) assert.ok(typeof affected === "string");
    }),
    { numRuns: Number(process.env.GATEWAY_LENS_RUNS ?? 150) },
  );
});

test("the order in which files arrive does not matter", () => {
  const files = exampleFiles();
  assert.deepEqual(everything(fresh(files, true)), everything(fresh(files)));
});

test("affected names every file whose findings changed", () => {
  const original = exampleFiles();
  const uris = [...original.keys()];
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 6 }), (sequence) => {
      const analysis = fresh(original);
      analysis.affected();
      let before = new Map(everything(analysis).map((one) => [one.file, one.diagnostics]));
      for (const { file, word } of sequence) {
        const path = uris[file % uris.length] ?? "";
        const [from, to] = words[word] ?? ["", ""];
        analysis.apply({ files: new Map([[path, (original.get(path) ?? "").replaceAll(from, to)]]) });
        const affected = new Set(analysis.affected());
        const after = new Map(everything(analysis).map((one) => [one.file, one.diagnostics]));
        for (const [name, diagnostics] of after) {
          if (affected.has(name)) continue;
          assert.deepEqual(
            withoutFixes(diagnostics),
            withoutFixes(before.get(name) ?? []),
            `${name} changed unnoticed`,
          );
        }
        before = after;
      }
    }),
    { numRuns: 50 },
  );
});

const withoutFixes = (diagnostics: readonly object[]) => diagnostics.map((one) => ({ ...one, fixes: undefined }));
