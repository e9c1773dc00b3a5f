import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

// The licences of what is bundled ask to be carried along. `UPDATE=1 npm test` writes NOTICE anew.

const list = "build/bundled.json";

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

const skip = existsSync(list) ? false : "nothing is built: npm run build";

test("NOTICE names everything that is bundled, with its licence", { skip }, () => {
  const expected = notice(JSON.parse(readFileSync(list, "utf8")) as readonly string[]);
  if (process.env.UPDATE !== undefined) writeFileSync("NOTICE", expected);
  assert.equal(readFileSync("NOTICE", "utf8"), expected);
});
