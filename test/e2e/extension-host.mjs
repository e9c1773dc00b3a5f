// Tests inside VS Code's own extension host, with its real API: what --extensionTestsPath does on a desktop.
import { join, relative } from "node:path";
import util from "node:util";
import { buildSync } from "esbuild";
import { home, root } from "./setup.mjs";
import { exampleCopy, injectDevelopment, launch, serve } from "./workbench.mjs";

export async function extensionHost({ test, artifacts }) {
  const folder = exampleCopy();
  const server = await serve();
  const browser = await launch();
  const page = await (await browser.newContext()).newPage();
  try {
    const at = (path) => ({ scheme: "vscode-remote", authority: `127.0.0.1:${server.port}`, path });
    await injectDevelopment(page, {
      extensions: [at(root.replace(/\/$/, ""))],
      extensionTestsPath: at(join(root, bundled("index"))),
    });
    await runInside(page, server.url(folder), test, join(artifacts, "extension-host.png"));
  } finally {
    await browser.close();
    server.stop();
  }
}

/** Tests as one file, which is all that the browser's extension host loads; its path from the root. */
export function bundled(name) {
  const outfile = join(home, "inside", `${name}.cjs`);
  const entry = join(root, "test", "e2e", "extension", `${name}.cjs`);
  buildSync({ entryPoints: [entry], outfile, bundle: true, format: "cjs", external: ["vscode"] });
  return relative(root, outfile);
}

/** The tests inside report by console lines; each becomes a test here. */
export async function runInside(page, url, test, shot) {
  const results = [];
  let done;
  const exit = new Promise((resolve) => {
    done = resolve;
  });
  await page.exposeFunction("codeAutomationLog", (_type, args) => {
    const line = util.format(...args);
    const found = /GATEWAY-LENS-TEST (.*)$/m.exec(line);
    if (found !== null) results.push(JSON.parse(found[1]));
    else if (process.env.VERBOSE) console.log(line);
  });
  await page.exposeFunction("codeAutomationExit", (code) => done(code));
  await page.goto(url);
  const code = await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, 90_000, "no answer in 90 s"))]);
  await page.screenshot({ path: shot });
  for (const { name, error } of results) {
    await test(name, () => {
      if (error !== undefined) throw new Error(error);
    }).catch(() => undefined);
  }
  if (results.length === 0 || code !== 0)
    await test(`the tests inside end well (${code})`, () => {
      if (!results.some(({ error }) => error !== undefined))
        throw new Error(`exit ${code} after ${results.length} tests`);
    });
}
