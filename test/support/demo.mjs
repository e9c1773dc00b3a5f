// What `npm start` shows: the findings of a small workspace, then the Kuma resources that it becomes.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const heading = (text) => (colour ? `\u001b[1m$ ${text}\u001b[22m\n\n` : `$ ${text}\n\n`);

for (const command of ["check", "translate"]) {
  process.stdout.write(heading(`gateway-lens ${command} examples/shop`));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.cjs", command, "examples/shop"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...(colour ? { FORCE_COLOR: "1" } : {}) },
    stdio: ["inherit", "pipe", "inherit"],
  });
  process.stdout.write(`${stdout}\n`);
  // The example has mistakes on purpose, so findings (1) are what should come.
  if (signal !== null || (status !== 0 && status !== 1)) {
    process.stderr.write(stderr ?? "");
    process.exit(1);
  }
}
