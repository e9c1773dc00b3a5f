import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { build } from "esbuild";

// The licences of what is bundled ask to be carried along. `UPDATE=1 npm test` writes NOTICE anew.

const entries = [
  "server/src/cli/main.ts",
  "server/src/lsp/node-main.ts",
  "server/src/lsp/browser.ts",
  "client/src/node.ts",
  "client/src/browser.ts",
];

async function bundledFolders(): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    if (!existsSync(entry)) continue;
    const { metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      metafile: true,
      platform: at === 2 || at === 4 ? "browser" : "node",
      format: "cjs",
      external: ["vscode"],
      loader: { ".md": "text" },
      logLevel: "silent",
    });
    for (const output of Object.values(metafile.outputs)) {
      for (const input of Object.keys(output.inputs)) {
        const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
        if (folder !== undefined) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

function notice(folders: readonly string[]): string {
  const parts = new Map<string, string>();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
      string,
      string
    >;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(folder, file), "utf8");
    parts.set(`${name} ${version} (${license})`, text.replaceAll("\r", "").trim());
  }
  const sections = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, text]) => `${title}\n\n${text}\n`);
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `Gateway Lens\nLicensed under the Apache License, Version 2.0 (see LICENSE).\n\nIts bundles contain the following software.\n${rule}${sections.join(rule)}`;
}

test("NOTICE names everything that is bundled, with its licence", async () => {
  const expected = notice(await bundledFolders());
  if (process.env.UPDATE !== undefined) writeFileSync("NOTICE", expected);
  assert.equal(readFileSync("NOTICE", "utf8"), expected);
});
