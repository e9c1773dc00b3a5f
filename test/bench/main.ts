import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { documentTimes, editTimes } from "./edits.ts";
import { generateWorkspace } from "./generate.ts";
import { atMost, type Measure, median, percentile, timed } from "./measure.ts";

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
const cli = join(root, "dist/cli.cjs");
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

if (wanted("cold")) {
  const outfile = join(root, "build/bench-cold.mjs");
  buildSync({
    entryPoints: ["test/bench/cold.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
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

if (wanted("start")) {
  const folder = mkdtempSync(join(tmpdir(), "gateway-lens-bench-"));
  try {
    for (const [uri, text] of [...generateWorkspace(36)].slice(0, 10))
      writeFileSync(join(folder, uri.slice("file:///bench/".length)), text);
    const empty = () => timed(() => spawnSync(process.execPath, ["-e", "0"]));
    const check = () => timed(() => spawnSync(process.execPath, [cli, "check", folder], { stdio: "ignore" }));
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
    ours.push(await initialized([join(root, "dist/server-node.cjs"), "--stdio"]));
  }
  say(
    "start: answer to initialize, against a bare server with yaml",
    atMost(Math.min(...ours) / Math.min(...theirs), "×", 1.3),
  );
}

if (wanted("size")) {
  const outfile = join(root, "build/bench-server.cjs");
  buildSync({
    // As esbuild.mjs has it.
    alias: { yaml: "./node_modules/yaml/browser/dist/index.js" },
    entryPoints: ["server/src/lsp/node-main.ts"],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    logLevel: "error",
  });
  say("size: server bundle", atMost(statSync(outfile).size / 1024, "KB", 700));
}

if (process.argv.includes("--json")) console.log(JSON.stringify(measures, undefined, 2));
if (Object.values(measures).some(({ ok }) => !ok)) process.exitCode = 1;

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
