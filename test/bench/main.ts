import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { filesOfTar } from "../support/tar.ts";
import { documentTimes, editTimes } from "./edits.ts";
import { features, featureTimes, longFileTimes } from "./features.ts";
import { generateWorkspace } from "./generate.ts";
import { atMost, type Measure, median, percentile, timed } from "./measure.ts";
import { admissionTimes, readingTime, translationTimes } from "./stages.ts";
import { sceneNames, type Turn } from "./turns.ts";
import { findingsTime, releaseTimes, ruleShares } from "./whole.ts";

// Machines differ and are busy: wherever that is possible the measure is a ratio of two things done in turn in one run.

/** What any language server for YAML needs at least. */
const bareServer = `
  import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
  import { parseAllDocuments } from "yaml";
  const connection = createConnection(ProposedFeatures.all);
  connection.onInitialize(() => ({ capabilities: { textDocumentSync: parseAllDocuments("a: 1").length } }));
  connection.listen();
`;

const rounds = 3;
const root = process.cwd();
/** What ships. */
const dist = join(root, "build/bench-dist");
const corpus = "../shared/corpus/third-party.tgz";
const measures: Record<string, Measure> = {};
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const wanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word));

function say(name: string, measure: Measure): void {
  measures[name] = measure;
  if (process.argv.includes("--json")) return;
  const { value, unit, target, ok } = measure;
  console.log(`${ok ? "ok  " : "MISS"} ${name.padEnd(58)} ${String(value).padStart(9)} ${unit} (≤ ${target})`);
}

if (wanted("edit")) {
  const small = editTimes(1_000);
  const large = editTimes(10_000);
  say("edit: p95 at 1,000 objects", atMost(percentile(small, 0.95), "ms", 15));
  say("edit: p95 at 10,000 objects", atMost(percentile(large, 0.95), "ms", 15));
  say("edit: 10,000 objects against 1,000, median", atMost(median(large) / median(small), "×", 1.2));
  say("edit: a file of one document, median", atMost(median(documentTimes(1)), "ms", 2.8));
  say("edit: a file of 1,000 documents, p95", atMost(percentile(documentTimes(1_000), 0.95), "ms", 10));
}

if (wanted("feature")) {
  for (const feature of features) {
    const { name, target } = feature;
    const times = featureTimes(10_000, feature);
    say(`feature: ${name} at 10,000 objects, p95`, atMost(percentile(times, 0.95), "ms", target));
    const long = longFileTimes(1_000, feature);
    say(`feature: ${name} in a file of 1,000 documents, p95`, atMost(percentile(long, 0.95), "ms", target));
  }
}

if (wanted("turn")) {
  const outfile = bundled("test/bench/turns-of.ts", "bench-turns.mjs");
  for (const scene of sceneNames) {
    const { stdout } = spawnSync(process.execPath, [outfile, scene], { encoding: "utf8", maxBuffer: 1e8 });
    const turns = JSON.parse(stdout) as readonly Turn[];
    const times = turns.map(({ time }) => time);
    // What is beyond is the engine's collecting garbage.
    say(`turn: requests in flight, ${scene}, p99.5`, atMost(percentile(times, 0.995), "ms", 15));
    if (process.argv.includes("--json")) continue;
    for (const { time, during } of [...turns].sort((a, b) => b.time - a.time).slice(0, 3)) {
      console.log(`       ${(during || "in between").padEnd(52)} ${time.toFixed(2).padStart(9)} ms`);
    }
  }
}

if (wanted("admission")) {
  const { admission, parse } = admissionTimes();
  say("admission: a typical HTTPRoute, median", atMost(admission, "ms", 0.15));
  say("admission: a typical HTTPRoute, against parsing it with yaml", atMost(admission / parse, "×", 0.5));
}

if (wanted("translation")) {
  translationTimes(1_000);
  const few = Array.from({ length: rounds }, () => translationTimes(1_000));
  const many = Array.from({ length: rounds }, () => translationTimes(8_000));
  const each = (runs: readonly (readonly number[])[]) => Math.min(...runs.map(median));
  say("translation: a typical route, median", atMost(each(many), "ms", 0.3));
  say("translation: a route of 8,000 against one of 1,000", atMost(each(many) / each(few), "×", 1.2));
}

if (wanted("release")) {
  const { cold, switches } = releaseTimes(10_000);
  say("release: switching it at 10,000 objects", atMost(Math.min(...switches), "ms", 1_000));
  say("release: switching it against the cold index", atMost(Math.min(...switches) / cold, "×", 1));
}

if (wanted("rules")) {
  const { whole, shares } = ruleShares(10_000);
  const share = (time: number) => (time / whole) * 100;
  const all = shares.reduce((sum, { time }) => sum + time, 0);
  say("rules: all that look for themselves, of a cold index", atMost(share(all), "%", 25));
  say("rules: the dearest one, of a cold index", atMost(share(shares[0]?.time ?? 0), "%", 5));
  if (!process.argv.includes("--json")) {
    for (const { code, time } of shares.slice(0, 10)) {
      console.log(`       ${code.padEnd(52)} ${share(time).toFixed(2).padStart(9)} %`);
    }
  }
}

if (wanted("corpus") && existsSync(corpus)) {
  const files = new Map([...filesOfTar(readFileSync(corpus))].filter(([name]) => /\.ya?ml$/.test(name)));
  const pairs = Array.from({ length: rounds }, () => [readingTime(files), findingsTime(files)] as const);
  const least = (at: 0 | 1) => Math.min(...pairs.map((pair) => pair[at]));
  say("corpus: all findings, against reading the files with yaml", atMost(least(1) / least(0), "×", 2));
}

if (wanted("cold")) {
  const outfile = bundled("test/bench/cold.ts", "bench-cold.mjs");
  const run = (what: string) =>
    JSON.parse(spawnSync(process.execPath, [outfile, what, "10000"], { encoding: "utf8" }).stdout) as {
      time: number;
      rss: number;
    };
  const pairs = Array.from({ length: rounds + 2 }, () => ({ yaml: run("yaml"), analysis: run("analysis") }));
  const time = (what: "yaml" | "analysis") => Math.min(...pairs.map((pair) => pair[what].time));
  say("cold: 10,000 objects with all findings, against bare yaml", atMost(time("analysis") / time("yaml"), "×", 1.25));
  say("cold: memory at 10,000 objects", atMost(Math.min(...pairs.map(({ analysis }) => analysis.rss)), "MB", 250));
}

if (wanted("start") || wanted("size")) {
  spawnSync(process.execPath, ["esbuild.mjs", "--production", "--into=build/bench-dist"], { stdio: "ignore" });
}

if (wanted("start")) {
  const folder = mkdtempSync(join(tmpdir(), "gateway-lens-bench-"));
  try {
    for (const [uri, text] of [...generateWorkspace(36)].slice(0, 10))
      writeFileSync(join(folder, uri.slice("file:///bench/".length)), text);
    const empty = () => timed(() => spawnSync(process.execPath, ["-e", "0"]));
    const check = () =>
      timed(() => spawnSync(process.execPath, [join(dist, "cli.cjs"), "check", folder], { stdio: "ignore" }));
    check();
    const times = Array.from({ length: rounds * 3 }, () => [empty(), check()] as const);
    const least = (at: 0 | 1) => Math.min(...times.map((pair) => pair[at]));
    say("start: check of 10 files, against an empty process", atMost(least(1) / least(0), "×", 3));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const bare = join(root, "build/bench-bare-server.cjs");
  buildSync({
    stdin: { contents: bareServer, resolveDir: root },
    outfile: bare,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "error",
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds * 3; round++) {
    theirs.push(await initialized([bare, "--stdio"]));
    ours.push(await initialized([join(dist, "server-node.cjs"), "--stdio"]));
  }
  say(
    "start: answer to initialize, against a bare server with yaml",
    atMost(Math.min(...ours) / Math.min(...theirs), "×", 1.3),
  );
}

if (wanted("size")) {
  say("size: server bundle", atMost(statSync(join(dist, "server-node.cjs")).size / 1024, "KB", 700));
}

if (process.argv.includes("--json")) console.log(JSON.stringify(measures, undefined, 2));
if (Object.values(measures).some(({ ok }) => !ok)) process.exitCode = 1;

/** For measures that want a process of their own. */
function bundled(script: string, name: string): string {
  const outfile = join(root, "build", name);
  buildSync({
    entryPoints: [script],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  return outfile;
}

/** Milliseconds from the start of a server to its answer to `initialize`. */
function initialized(args: readonly string[]): Promise<number> {
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  const start = performance.now();
  const server = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
  server.stdin.on("error", () => undefined);
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error("the server ended without an answer")));
    server.stdout.once("data", () => {
      server.removeAllListeners("exit");
      server.kill();
      resolve(performance.now() - start);
    });
  });
}
