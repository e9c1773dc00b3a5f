// Runs the tests: bundles every *.test.ts (or those whose path contains one of the given words) into build/test and hands
// them to node's own test runner. `--script FILE ARG…` bundles and runs one script of ours instead (conformance, benchmarks).
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const [first, script, ...rest] = process.argv.slice(2);

/** Bundles the entries into `outdir`, shared code once; returns the files written for the entries. */
async function bundle(entries, outdir) {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    outbase: ".",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
  });
  return entries.map((entry) => join(outdir, entry.replace(/\.ts$/, ".js")));
}

function run(args) {
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", ...args], { cwd: root, stdio: "inherit" });
  process.exit(status ?? 1);
}

if (first === "--script") {
  const [file] = await bundle([script], join(root, "build", "script", script.replaceAll(/[^a-z0-9]+/gi, "-")));
  run([...(process.env.GATEWAY_LENS_NODE_FLAGS?.split(" ") ?? []), file, ...rest]);
}

const words = process.argv.slice(2);
const tests = ["shared/src", "server/src", "client/src", "test"]
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
  .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll(sep, "/"))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();
if (tests.length === 0) {
  console.error(`no test file matches ${words.join(" ")}`);
  process.exit(2);
}
const name = words.length === 0 ? "test" : `test-${words.join("-").replaceAll(/[^a-z0-9-]+/gi, "-")}`;
run(["--test", ...(await bundle(batched(tests, join("build", `${name}-batches`)), join(root, "build", name)))]);

/** node:test starts a process for each file, so the many small files of one folder (one for each rule) share a few. */
function batched(paths, folder) {
  const size = 24;
  rmSync(join(root, folder), { recursive: true, force: true });
  return Object.values(groups(paths)).flatMap((together) => {
    if (together.length <= size) return together;
    const batches = [];
    for (let at = 0; at < together.length; at += size) {
      const entry = join(folder, `${dirname(together[at]).replaceAll("/", "-")}-${at / size}.test.ts`);
      mkdirSync(join(root, folder), { recursive: true });
      const imports = together.slice(at, at + size).map((path) => `import ${JSON.stringify(join(root, path))};\n`);
      writeFileSync(join(root, entry), imports.join(""));
      batches.push(entry);
    }
    return batches;
  });
}

function groups(paths) {
  const byFolder = {};
  for (const path of paths) {
    const folder = dirname(path);
    byFolder[folder] = [...(byFolder[folder] ?? []), path];
  }
  return byFolder;
}
