import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import test from "node:test";
import { createLines } from "../../server/src/lsp/positions.ts";
import { built, startClient, type TestClient, workspace } from "./client.ts";
import { shop } from "./shop.ts";

const skip = built ? false : "the server is not built: npm run build";
const paths = Object.keys(shop).filter((path) => path.endsWith("s.yaml") || path === "base.yaml");
const pieces = [
  "",
  "",
  "x",
  "\n",
  "  ",
  "---\n",
  "- ",
  ": ",
  "name: cart",
  "port: 81",
  "#",
  '"',
  "{",
  "𝄞",
  "\t",
  "- name: edge\n",
  "\r\n",
];

/** A small generator of numbers below `n`, always the same (mulberry32). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

test("10,000 random edits end in the findings of a fresh start", { skip, timeout: 120_000 }, async () => {
  const roll = dice(20);
  const root = workspace(shop);
  const texts = new Map(paths.map((path) => [path, shop[path] ?? ""]));
  const client = await startClient(root, { general: { positionEncodings: ["utf-8"] } });
  for (const [path, text] of texts) client.open(path, text);
  for (let n = 0; n < 10_000; n += 1) {
    const path = paths[roll(paths.length)] ?? "";
    const text = texts.get(path) ?? "";
    // Often back to what it was, so that the documents stay manifests.
    if (roll(40) === 0) {
      texts.set(path, shop[path] ?? "");
      client.change(path, [{ text: shop[path] ?? "" }]);
    } else {
      const lines = createLines(text, "utf-8");
      // Positions of whole characters, as a client would send them.
      const start = lines.offsetAt(lines.positionAt(roll(text.length + 1)));
      const end = lines.offsetAt(lines.positionAt(Math.min(text.length, start + roll(8))));
      const piece = pieces[roll(pieces.length)] ?? "";
      texts.set(path, text.slice(0, start) + piece + text.slice(end));
      client.change(path, [{ range: lines.range({ start, end }), text: piece }]);
    }
    // Now and then the server comes to publish in between.
    if (n % 50 === 0)
      await client.request("textDocument/hover", {
        textDocument: { uri: "file:///none" },
        position: { line: 0, character: 0 },
      });
  }
  await client.quiet();
  const fresh = await startClient(root, { general: { positionEncodings: ["utf-8"] } });
  for (const [path, text] of texts) fresh.open(path, text);
  await fresh.quiet();
  const findings = (of: TestClient) =>
    Object.fromEntries(Object.keys(shop).map((path) => [path, of.diagnostics(path)]));
  try {
    assert.deepEqual(findings(client), findings(fresh));
  } finally {
    client.kill();
    fresh.kill();
    rmSync(root, { recursive: true, force: true });
  }
});
