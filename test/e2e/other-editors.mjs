// The server as other editors start it: `gateway-lens lsp --stdio`.
import assert from "node:assert/strict";
import { join } from "node:path";
import { root, run } from "./setup.mjs";
import { exampleCopy } from "./workbench.mjs";

const command = [process.execPath, join(root, "dist", "cli.cjs"), "lsp", "--stdio"];

function check(output, test) {
  return (async () => {
    await test("shows the findings", () => assert.match(output, /DIAGNOSTIC 11:20 parent-section-missing/, output));
    await test("explains on hover", () => assert.match(output, /HOVER .*Gateway infra\\?\/edge/, output));
    await test("completes names from other files", () => assert.match(output, /COMPLETION .*https/, output));
    await test("offers a fix", () => assert.match(output, /ACTION .*Change to/, output));
    await test("clears what was mended", () => assert.match(output, /MENDED true/, output));
  })();
}

export async function neovim({ test }) {
  const folder = exampleCopy();
  const env = { ...process.env, GATEWAY_LENS: JSON.stringify(command), WORKSPACE: folder };
  const init = join(root, "test", "e2e", "neovim.lua");
  const output = run(
    "nvim",
    ["--clean", "--headless", "-u", "NONE", join(folder, "shop", "catalog.yaml"), "-c", `luafile ${init}`],
    {
      env,
      cwd: folder,
      timeout: 60_000,
    },
  );
  await check(output, test);
}

export async function emacs({ test }) {
  const folder = exampleCopy();
  const env = { ...process.env, WORKSPACE: folder, GATEWAY_LENS: command.join(" ") };
  const script = join(root, "test", "e2e", "emacs.el");
  const output = run("emacs", ["--batch", "-f", "package-initialize", "-l", script], {
    env,
    cwd: folder,
    timeout: 60_000,
  });
  await check(output, test);
}
