// The same extension as vscode.dev runs it: in the worker extension host, its server in a worker.
import { readFile } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { driver } from "./driver.mjs";
import { bundled, runInside } from "./extension-host.mjs";
import { root } from "./setup.mjs";
import { exampleCopy, injectDevelopment, launch, serve } from "./workbench.mjs";

const types = { ".js": "text/javascript", ".cjs": "text/javascript", ".json": "application/json", ".png": "image/png" };

/** Serves the extension from another origin, as a gallery's content delivery network does. */
export async function serveFiles(folder) {
  const server = createServer((request, response) => {
    const file = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    response.setHeader("Access-Control-Allow-Origin", "*");
    readFile(file, (error, bytes) => {
      if (error) response.statusCode = 404;
      else response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
      response.end(error ? undefined : bytes);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { authority: `127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

export async function webHost({ test, vsix, artifacts }) {
  const folder = exampleCopy();
  const files = await serveFiles(root);
  const browser = await launch();
  const server = await serve();
  try {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    const at = (path) => ({ scheme: "http", authority: files.authority, path });
    await injectDevelopment(page, { extensions: [at("/")], extensionTestsPath: at(`/${bundled("index")}`) });
    await runInside(page, server.url(folder), test, join(artifacts, "web-host.png"));
  } finally {
    server.stop();
    files.stop();
  }
  await installedWeb({ test, vsix, artifacts, browser });
  await browser.close();
}

/** Installed on a remote machine and forced into the browser: there, workers are refused and the server runs beside the client. */
async function installedWeb({ test, vsix, artifacts, browser }) {
  const server = await serve({
    install: vsix,
    more: { "remote.extensionKind": { "gateway-lens.gateway-lens": ["web"] } },
  });
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 860 } })).newPage();
  try {
    await test("installed and run in the browser, it finds the same", async () => {
      await page.goto(server.url(exampleCopy()));
      await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
      await page.keyboard.press("Control+P");
      await page.locator(".quick-input-widget input").first().fill("shop/catalog.yaml");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "catalog.yaml" }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".monaco-editor .squiggly-error").first().waitFor({ timeout: 60_000 });
    });
    await test("its panels work there too", async () => {
      const { command, panel } = driver(page, artifacts);
      await command("Gateway Lens: Show topology");
      const picture = await panel("#picture svg");
      await picture.locator("g.edge.broken").first().waitFor();
    });
  } finally {
    await page.screenshot({ path: join(artifacts, "web-installed.png") });
    server.stop();
  }
}
