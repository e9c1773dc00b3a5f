import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createAnalysis, type Diagnostic } from "../../server/src/analysis.ts";
import { rules } from "../../server/src/rules/registry.ts";
import { parse } from "../../server/src/yaml/parse.ts";
import { split } from "../../server/src/yaml/split.ts";
import type { Settings } from "../../shared/src/settings.ts";
import { examplesOf, pageText, worldOf } from "../support/rule-pages.ts";
import { filesOfTar } from "../support/tar.ts";
import { findSets } from "./run.ts";
import { createSilenceCheck, releasesOf } from "./silence.ts";
import { joined } from "./translation.ts";

// Never silent, and silent where the cluster is content. Each recorded world is tried with one release here, in turn;
// `npm run conformance -- --silence` tries all.

const vectors = "../shared/vectors";
const sets = findSets(vectors).filter(({ key }) => key.startsWith("translation/"));

test("what a cluster says against its manifests is told, and where it is content nothing is", {
  skip: sets.length > 0 ? false : `there is no ${vectors}`,
}, async (t) => {
  const check = createSilenceCheck();
  const codes = new Set<string>();
  const silent: string[] = [];
  const wrong: string[] = [];
  let covered = 0;
  let worlds = 0;
  for (const set of sets) {
    for (const { id, vector } of joined(set)) {
      const releases = releasesOf(vector);
      const release = releases[worlds++ % releases.length] ?? "";
      for (const one of check(vector, [release])) {
        covered += one.covered;
        for (const code of one.codes) codes.add(code);
        silent.push(...one.silent.map(({ label, detail }) => `${id} [${release}] ${label}: ${detail}`));
        wrong.push(...one.false.map(({ label, detail }) => `${id} [${release}] ${label}: ${detail}`));
      }
    }
  }
  t.diagnostic(`${worlds} worlds: ${covered} told, ${silent.length} not told, ${wrong.length} told wrongly`);
  assert.deepEqual([silent.slice(0, 20), wrong.slice(0, 20)], [[], []]);

  await t.test("every finding is told of a recorded world, or of a case of its own", (t) => {
    const alone = rules.map(({ code }) => code).filter((code) => !codes.has(code));
    t.diagnostic(`${codes.size} codes in the worlds, ${alone.length} on their pages only: ${alone.join(", ")}`);
    const never = alone.filter((code) => !unreached.has(code) && !isOnItsPage(code));
    assert.deepEqual(never, []);
  });
});

/** Said of what nothing else is known to say; no manifest is known to lead there. */
const unreached: ReadonlySet<string> = new Set(["condition-false", "reconcile-error"]);

function isOnItsPage(code: string): boolean {
  return examplesOf(pageText(code))
    .filter(({ isGood }) => !isGood)
    .some((example) => {
      const { analysis, uri } = worldOf(example);
      return analysis
        .snapshot()
        .diagnostics(uri)
        .some((diagnostic) => diagnostic.code === code);
    });
}

const corpus = "../shared/corpus/gateway-api-1.5.1";
const withoutCorpus = { skip: existsSync(corpus) ? false : `there is no ${corpus}` };

/** Codes of what the API server does with a manifest alone. */
const admission = /^(schema-|metadata-|crd-channel-|api-version-unserved|webhook-|yaml-)/;

function manifestsBelow(folder: string): ReadonlyMap<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.ya?ml$/.test(name));
  return new Map(names.sort().map((name) => [join(folder, name), readFileSync(join(folder, name), "utf8")]));
}

function diagnosticsOf(
  files: ReadonlyMap<string, string>,
  settings: Settings,
): readonly (Diagnostic & { path: string })[] {
  const analysis = createAnalysis();
  analysis.apply({
    folders: ["file:///w"],
    overrides: settings,
    files: new Map([...files].map(([path, text]) => [`file:///w/${path.replace(/^[./]+/, "")}`, text])),
  });
  const snapshot = analysis.snapshot();
  return snapshot
    .uris()
    .flatMap((uri) => snapshot.diagnostics(uri).map((diagnostic) => ({ ...diagnostic, path: uri })));
}

function shown({ path, severity, code, message }: Diagnostic & { path: string }): string {
  return `${path} ${severity} ${code}: ${message}`;
}

test("valid examples and conformance manifests have no finding of admission", withoutCorpus, () => {
  const folders = [
    ["examples/standard", "standard"],
    ["examples/experimental", "experimental"],
    // Some of these try what only the experimental channel has.
    ["conformance", "experimental"],
  ] as const;
  for (const [folder, channel] of folders) {
    const files = manifestsBelow(join(corpus, folder));
    assert.ok(files.size > 10, folder);
    const named = new Map([...files].map(([path, text]) => [path, text.replaceAll("{GATEWAY_CLASS_NAME}", "kuma")]));
    // Each for itself: several write the same objects.
    const found = [...named].flatMap(([path, text]) =>
      diagnosticsOf(new Map([[path, text]]), { kuma: "2.14", gatewayApi: "1.5.1", channel }),
    );
    assert.deepEqual(found.filter(({ code }) => admission.test(code)).map(shown), []);
  }
});

test("our own examples have no error or warning, but for those that are about some", () => {
  const mistaken = new Set(["shop", "upgrade"]);
  for (const name of readdirSync("examples").filter((folder) => !mistaken.has(folder))) {
    const found = diagnosticsOf(manifestsBelow(join("examples", name)), {});
    assert.deepEqual(found.filter(({ severity }) => severity === "error" || severity === "warning").map(shown), []);
  }
});

test("the templates and manifests of other projects: nothing crashes, nothing is slow, nothing is told of templates", {
  skip: existsSync("../shared/corpus/third-party.tgz") ? false : "there is no ../shared/corpus/third-party.tgz",
}, (t) => {
  const files = filesOfTar(readFileSync("../shared/corpus/third-party.tgz"));
  // JSON and `.tpl` too: whatever is there is handed over, under its own name.
  const yaml = new Map([...files].map(([name, text]) => [name.replace(/^\.\//, ""), text]));
  assert.equal(yaml.size, 698);
  const read = () => {
    for (const text of yaml.values()) for (const part of split(text)) parse(part.text);
  };
  const timed = (work: () => void): number => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  // Once for the compiler, which would otherwise be counted to whoever comes first.
  read();
  diagnosticsOf(yaml, {});
  const reading = timed(read);
  let found: readonly (Diagnostic & { path: string })[] = [];
  const all = timed(() => {
    found = diagnosticsOf(yaml, {});
  });
  t.diagnostic(`${yaml.size} files: read in ${Math.round(reading)} ms, with all findings ${Math.round(all)} ms`);
  const inTemplates = found.filter(
    ({ path, severity, range }) =>
      severity === "error" && /\{\{|\{%/.test(partAround(yaml.get(path.slice("file:///w/".length)) ?? "", range.start)),
  );
  assert.deepEqual(inTemplates.map(shown), []);
  assert.ok(all <= reading * 2, `${Math.round(all)} ms, where reading takes ${Math.round(reading)} ms`);
});

function partAround(text: string, offset: number): string {
  const start = text.lastIndexOf("\n---", offset) + 1;
  const end = text.indexOf("\n---", offset);
  return text.slice(start, end < 0 ? undefined : end);
}
