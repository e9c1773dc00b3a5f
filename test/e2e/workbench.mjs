// A VS Code server with the packaged extension, and a browser that looks at it.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { home, node24, root, run, serverMain } from "./setup.mjs";

const settings = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "chat.agentHost.enabled": false,
  "window.commandCenter": false,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
};

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A copy of the example workspace that a test may change. */
export function exampleCopy() {
  const folder = join(mkdtempSync(join(tmpdir(), "gateway-lens-e2e-")), "shop");
  cpSync(join(root, "examples", "shop"), folder, { recursive: true });
  return folder;
}

export async function serve({ install, more = {} } = {}) {
  const base = mkdtempSync(join(tmpdir(), "gateway-lens-vscode-"));
  const [data, extensions] = [join(base, "data"), join(base, "extensions")];
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User", "settings.json"), JSON.stringify({ ...settings, ...more }));
  const folders = ["--server-data-dir", data, "--user-data-dir", data, "--extensions-dir", extensions];
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  if (install !== undefined) {
    run(node24, [serverMain, "--install-extension", install, "--force", "--accept-server-license-terms", ...folders], {
      env,
    });
  }
  const port = await freePort();
  const flags = [
    ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
    [
      "--telemetry-level",
      "off",
      "--disable-update-check",
      "--disable-workspace-trust",
      "--disable-getting-started-override",
    ],
  ].flat();
  const child = spawn(node24, [serverMain, ...flags, ...folders], { env, stdio: "ignore", detached: true });
  for (let n = 0; ; n += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
    if (answer?.ok) break;
    if (n > 150) throw new Error("the VS Code server did not start");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    port,
    data,
    url: (folder) => `http://127.0.0.1:${port}/?folder=${folder}`,
    stop() {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {}
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function launch() {
  const { chromium } = createRequire(join(home, "package.json"))("playwright-core");
  const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  const silent = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: [...quiet, ...silent] });
}

/** Adds development options to the workbench's own configuration before it reads it. */
export function injectDevelopment(page, options) {
  return page.addInitScript((added) => {
    const original = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = original.call(this, name);
      if (name !== "data-settings" || this.id !== "vscode-workbench-web-configuration") return value;
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...added };
      return JSON.stringify(configuration);
    };
  }, options);
}
