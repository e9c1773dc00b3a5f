// Bundles everything that ships into dist/ (`--into=FOLDER`: elsewhere). `--production` minifies; sizes are printed and held to a
// budget.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const production = process.argv.includes("--production");
const into = process.argv.find((word) => word.startsWith("--into="))?.slice("--into=".length) ?? "dist";
/** Of js-yaml only the parser is used. Its tags and schemas are made by calls without effect, which it does not say. */
const onlyParser = {
  name: "js-yaml without its schemas",
  setup({ onLoad }) {
    onLoad({ filter: /js-yaml[/\\]dist[/\\]js-yaml\.mjs$/ }, ({ path }) => {
      const made =
        /^((?:const|let|var) [A-Z]\w* = |(?:const|let|var) \w+Tag = )((?:define|new Schema\(|YAML11_SCHEMA|Object\.assign|\{)(?:.*[[({])?\n[\s\S]*?\n[\])}]+);$/gm;
      const contents = readFileSync(path, "utf8").replaceAll(made, "$1/* @__PURE__ */ (() => ($2))();");
      return { contents, loader: "js" };
    });
  },
};
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  plugins: [onlyParser],
};
// The package's build for browsers is the same code as ES modules, of which what is not used can be left out.
const alias = { yaml: "./node_modules/yaml/browser/dist/index.js" };
const node = { ...shared, alias, platform: "node", target: "node20", format: "cjs" };
const browser = { ...shared, platform: "browser", target: "es2022" };

const KB = 1024;
const bundles = [
  { entry: "server/src/cli/main.ts", out: "dist/cli.cjs", options: { ...node, banner: { js: "#!/usr/bin/env node" } } },
  { entry: "server/src/cli/pages.ts", out: "dist/cli-pages.cjs", options: { ...node, loader: { ".md": "text" } } },
  { entry: "server/src/lsp/node-main.ts", out: "dist/server-node.cjs", options: node, budget: 700 * KB },
  {
    entry: "server/src/lsp/browser.ts",
    out: "dist/server-browser.js",
    options: { ...browser, format: "iife" },
    budget: 700 * KB,
  },
  { entry: "client/src/node.ts", out: "dist/client-node.cjs", options: { ...node, external: ["vscode"] } },
  {
    entry: "client/src/browser.ts",
    out: "dist/client-browser.cjs",
    options: { ...browser, format: "cjs", external: ["vscode"] },
  },
  { entry: "client/src/webview/topology.ts", out: "dist/webview-topology.js", options: { ...browser, format: "iife" } },
  { entry: "client/src/webview/trace.ts", out: "dist/webview-trace.js", options: { ...browser, format: "iife" } },
];

let over = false;
/** Folders of the packages that are bundled: their licences have to be in NOTICE. */
const bundled = new Set();
for (const { entry, out: shipped, options, budget } of bundles) {
  const out = join(into, basename(shipped));
  const { metafile } = await build({ ...options, entryPoints: [entry], outfile: out });
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (folder !== undefined && bytesInOutput > 0) bundled.add(folder);
    }
  }
  const { size } = statSync(out);
  if (production) console.log(`${out}  ${(size / KB).toFixed(0)} KB`);
  if (production && budget !== undefined && size > budget) {
    console.error(`${out} is over its budget of ${(budget / KB).toFixed(0)} KB`);
    over = true;
  }
}
if (over) process.exitCode = 1;
mkdirSync("build", { recursive: true });
writeFileSync("build/bundled.json", JSON.stringify([...bundled].sort()));
