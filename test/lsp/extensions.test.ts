import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as requests from "../../shared/src/requests.ts";

test("what is said beyond the protocol is written down, and nothing else is", () => {
  const page = readFileSync("docs/lsp-extensions.md", "utf8");
  const documented = [...page.matchAll(/^### `(gatewayLens\/\w+)`/gm)].map(([, method]) => method);
  const existing = Object.values(requests).filter((value) => typeof value === "string");
  assert.deepEqual(documented.toSorted(), existing.toSorted());
});

test("every initialization option is written down", () => {
  const page = readFileSync("docs/lsp-extensions.md", "utf8");
  const source = readFileSync("shared/src/requests.ts", "utf8");
  const body = /interface InitializationOptions \{(.*?)\n\}/s.exec(source)?.[1] ?? "";
  const options = [...body.matchAll(/readonly (\w+)\?:/g)].map(([, name]) => name);
  assert.ok(options.length > 0);
  for (const option of options) assert.ok(page.includes(`| \`${option}\` |`), option);
});
