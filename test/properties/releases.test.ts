import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { type Analysis, createAnalysis } from "../../server/src/analysis.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";

// What holds for the findings and the translation of whole workspaces, in every release: our examples, and what random edits make
// of them.

const root = "file:///workspace";
const folder = join(fileURLToPath(import.meta.url.split("/build/")[0] ?? ""), "examples");
const names = ["shop", "gamma", "cross-mesh", "multi-zone", "upgrade"];

/** Without settings: the release is the test's, and the zones of multi-zone have one name each for what differs. */
function filesOf(name: string): ReadonlyMap<string, string> {
  const entries = readdirSync(join(folder, name), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && (entry.name.endsWith(".yaml") || entry.name === ".gateway-lens.yaml"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(
    paths.sort().map((path) => [`${root}/${path.slice(folder.length + name.length + 2)}`, readFileSync(path, "utf8")]),
  );
}

const examples = new Map(names.map((name) => [name, filesOf(name)]));

function opened(files: Iterable<readonly [string, string | undefined]>, kuma: string, complete = true): Analysis {
  const analysis = createAnalysis();
  const present = [...files].filter(([, text]) => text !== undefined);
  analysis.apply({ folders: [root], overrides: { kuma, complete }, files: new Map(present) });
  return analysis;
}

/** All that can be told of a workspace; with `positions` also where. */
function told(analysis: Analysis, positions: boolean): unknown {
  const snapshot = analysis.snapshot();
  return {
    findings: snapshot.uris().map((uri) => {
      const all = snapshot.diagnostics(uri).map(({ range, related, ...rest }) => ({
        ...rest,
        ...(positions ? { range, related } : { word: snapshot.text(uri)?.slice(range.start, range.end) }),
      }));
      return [uri, positions ? all : all.map((one) => JSON.stringify(one)).sort()];
    }),
    answers: snapshot.clusters().map(({ name }) => snapshot.translate(name)),
  };
}

const release = fc.constantFrom(...releases.map((each) => each.release));
const exampleName = fc.constantFrom(...names);
const runs = (usual: number) => ({ numRuns: Number(process.env.GATEWAY_LENS_RUNS ?? usual) });

test("neither the order of files nor that of documents matters", () => {
  fc.assert(
    fc.property(exampleName, release, fc.boolean(), fc.infiniteStream(fc.nat()), (name, kuma, complete, random) => {
      const shuffled = <T>(list: readonly T[]): readonly T[] =>
        list
          .map((one) => ({ one, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
      const files = examples.get(name) ?? new Map<string, string>();
      const others = shuffled([...files]).map(([uri, text]): [string, string] => {
        if (uri.endsWith(".gateway-lens.yaml")) return [uri, text];
        const documents = text.split(/^---\n/m).map((part) => (part.endsWith("\n") ? part : `${part}\n`));
        return [uri, shuffled(documents).join("---\n")];
      });
      assert.deepEqual(told(opened(others, kuma, complete), false), told(opened(files, kuma, complete), false));
    }),
    runs(40),
  );
});

const words: readonly (readonly [string, string])[] = [
  ["cart", "catalog"],
  ["edge", "egde"],
  ["8080", "8081"],
  ["orders", "orders-next"],
  ["crossMesh: true", "crossMesh: false"],
  ["kuma.io/mesh: payments", "kuma.io/mesh: default"],
  ["appProtocol: http", "appProtocol: tcp"],
  ["HTTPRoute", "HTTPRoutes"],
  ["Service", "MeshService"],
  ["example.com", "example.org"],
  ["east", "west"],
  ["spec:", "spec: {"],
];
const edit = fc.record({
  file: fc.nat(20),
  kind: fc.constantFrom("replace", "replace", "replace", "restore", "remove", "drop document"),
  word: fc.nat(words.length - 1),
  document: fc.nat(6),
  /** Also goes over to another release, as somebody does who tries out what an upgrade would bring. */
  kuma: fc.option(release, { nil: undefined, freq: 4 }),
  ask: fc.boolean(),
});

test("after any edits, in whatever releases, all is as if nothing else had ever been there", () => {
  fc.assert(
    fc.property(exampleName, release, fc.array(edit, { maxLength: 8 }), (name, first, edits) => {
      const original = examples.get(name) ?? new Map<string, string>();
      const uris = [...original.keys()];
      const texts = new Map<string, string | undefined>(original);
      let kuma = first;
      const analysis = opened(texts, kuma);
      for (const { file, kind, word, document, kuma: next, ask } of edits) {
        const uri = uris[file % uris.length] ?? "";
        const before = texts.get(uri) ?? "";
        const [from = "", to = ""] = words[word] ?? [];
        const documents = before.split("\n---\n");
        const after = {
          replace: () => before.replaceAll(from, to),
          restore: () => original.get(uri),
          remove: () => undefined,
          "drop document": () => documents.filter((_, at) => at !== document % documents.length).join("\n---\n"),
        }[kind]();
        texts.set(uri, after);
        kuma = next ?? kuma;
        analysis.apply({ files: new Map([[uri, after]]), overrides: { kuma, complete: true } });
        if (ask) told(analysis, true);
      }
      // A mistake in settings leaves the last good ones in force, so only those that are right can be compared.
      const settings = texts.get(`${root}/.gateway-lens.yaml`);
      fc.pre(settings === undefined || settings === original.get(`${root}/.gateway-lens.yaml`));
      assert.deepEqual(told(analysis, true), told(opened(texts, kuma), true));
    }),
    runs(60),
  );
});

test("what another release makes of it, asked for beside the own one, is what that release makes of it", () => {
  fc.assert(
    fc.property(exampleName, release, release, (name, kuma, other) => {
      const files = [...(examples.get(name) ?? [])].filter(([uri]) => !uri.endsWith(".gateway-lens.yaml"));
      const beside = opened(files, kuma).snapshot().translate(undefined, other);
      assert.deepEqual(beside, opened(files, other).snapshot().translate());
    }),
    runs(40),
  );
});
