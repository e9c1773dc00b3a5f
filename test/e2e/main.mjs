// The extension and the server in real editors: VS Code (its workbench in a browser, Node and web extension hosts), Neovim, Emacs.
// `npm run test:e2e -- WORD…` runs the suites whose name has the word. Screenshots are kept in test-artifacts/.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { besideYaml, besideYamlWeb } from "./beside-yaml.mjs";
import { chrome } from "./chrome.mjs";
import { desktop } from "./desktop.mjs";
import { extensionHost } from "./extension-host.mjs";
import { emacs, neovim } from "./other-editors.mjs";
import { panels } from "./panels.mjs";
import { root, run, setUp } from "./setup.mjs";
import { webHost } from "./web-host.mjs";

const words = process.argv.slice(2);
const suites = {
  desktop,
  panels,
  chrome,
  "extension-host": extensionHost,
  "beside-yaml": besideYaml,
  "web-host": webHost,
  "web-beside-yaml": besideYamlWeb,
  neovim,
  emacs,
};
const chosen = Object.entries(suites).filter(
  ([name]) => words.length === 0 || words.some((word) => name.includes(word)),
);
const artifacts = join(root, "test-artifacts");
const vsix = join(root, "gateway-lens.vsix");

if (words.length === 0) rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });
setUp();
if (!existsSync(vsix) || process.env.KEEP_PACKAGE === undefined) {
  console.log("packaging the extension");
  run("npm", ["run", "package"], { cwd: root });
}

/** One run of a suite; a failing test ends it, since the next test goes on from where that one is. */
async function attempt(suite, tests) {
  const counts = { passed: 0, failed: 0 };
  const test = async (name, body) => {
    const start = Date.now();
    try {
      await body();
      counts.passed += 1;
      console.log(`  ✔ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      counts.failed += 1;
      console.log(`  ✘ ${name}\n${String(error?.stack ?? error).replace(/^/gm, "      ")}`);
      throw new Error("ended");
    }
  };
  try {
    await tests({ test, vsix, artifacts });
  } catch (error) {
    if (error?.message !== "ended") {
      counts.failed += 1;
      console.log(`  ✘ ${suite} could not run\n${String(error?.stack ?? error).replace(/^/gm, "      ")}`);
    }
  }
  return counts;
}

let passed = 0;
let failed = 0;
for (const [suite, tests] of chosen) {
  console.log(`\n${suite}`);
  const started = Date.now();
  let counts = await attempt(suite, tests);
  if (counts.failed > 0) {
    // A workbench in a browser on a busy machine loses a key now and then; a mistake of ours fails twice.
    console.log(`\n${suite}, once more from the start`);
    counts = await attempt(suite, tests);
  }
  passed += counts.passed;
  failed += counts.failed;
  console.log(`  ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
console.log(`\neditors: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
