// Beside another extension that looks after YAML: nothing is shown twice. test/e2e/yaml-extension/ stands in for Red Hat's.
import { join } from "node:path";
import { driver } from "./driver.mjs";
import { bundled, runInside } from "./extension-host.mjs";
import { home, root, run } from "./setup.mjs";
import { serveFiles } from "./web-host.mjs";
import { exampleCopy, injectDevelopment, launch, serve } from "./workbench.mjs";

/** The extension is installed by the first test, while VS Code runs. */
export async function besideYaml({ test, artifacts }) {
  const vsix = join(home, "yaml-extension.vsix");
  const quiet = ["--no-dependencies", "--allow-missing-repository", "--skip-license"];
  run("npx", ["vsce", "package", ...quiet, "-o", vsix], { cwd: join(root, "test", "e2e", "yaml-extension") });
  const server = await serve();
  const at = (path) => ({ scheme: "vscode-remote", authority: `127.0.0.1:${server.port}`, path });
  const development = {
    extensions: [at(root.replace(/\/$/, ""))],
    extensionTestsPath: at(join(root, bundled("beside-yaml"))),
  };
  await inside({ test, server, development, shot: join(artifacts, "beside-yaml-host.png") });
  await typing({ test, artifacts });
}

/** What somebody sees who types. */
async function typing({ test, artifacts }) {
  const server = await serve({
    more: { "yaml.schemas": { "https://example.com/httproute.json": ["shop/cart.yaml"] } },
  });
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1400, height: 860 } })).newPage();
    const at = (path) => ({ scheme: "vscode-remote", authority: `127.0.0.1:${server.port}`, path });
    const extensions = [root.replace(/\/$/, ""), join(root, "test", "e2e", "yaml-extension")].map(at);
    await injectDevelopment(page, { extensions });
    const { open, goTo, shot, until } = driver(page, artifacts);
    await test("shows a field once while one types", async () => {
      await page.goto(server.url(exampleCopy()));
      await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
      await open("shop/cart.yaml");
      await page.locator(".codelens-decoration", { hasText: "Kuma generates" }).first().waitFor({ timeout: 60_000 });
      // Behind the last rule's last line.
      await goTo(31, 21);
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Shift+Home");
      await page.keyboard.type("      ti", { delay: 50 });
      const rows = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "timeouts" });
      await until("a field", async () => (await rows.count()) > 0);
      await shot("beside-yaml");
      const all = await rows.allInnerTexts();
      if (all.length !== 1 || !all[0].includes("of the stand-in")) throw new Error(JSON.stringify(all));
    });
  } finally {
    await browser.close();
    server.stop();
  }
}

/** In the browser's extension host, which runs both extensions from the start. */
export async function besideYamlWeb({ test, artifacts }) {
  const files = await serveFiles(root);
  const at = (path) => ({ scheme: "http", authority: files.authority, path });
  const development = {
    extensions: [at("/"), at("/test/e2e/yaml-extension")],
    extensionTestsPath: at(`/${bundled("beside-yaml")}`),
  };
  const server = await serve();
  await inside({ test, server, development, shot: join(artifacts, "web-beside-yaml.png") });
  files.stop();
}

async function inside({ test, server, development, shot }) {
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await injectDevelopment(page, development);
    await runInside(page, server.url(exampleCopy()), test, shot);
    await test("nothing was complained of", async () => {
      const told = await page.locator(".notification-list-item-message").allInnerTexts();
      const complaints = told.filter((text) => text.includes("failed"));
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    });
  } finally {
    await browser.close();
    server.stop();
  }
}
