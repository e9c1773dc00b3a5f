import assert from "node:assert/strict";
import { test } from "node:test";
import { caseFolders, expectedFiles, writtenFiles } from "./support/cases.ts";

for (const folder of caseFolders()) {
  test(folder, () => {
    const written = writtenFiles(folder);
    const expected = expectedFiles(folder);
    const show = (files: ReadonlyMap<string, string>) =>
      [...files]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, text]) => `== ${name}\n${text}`)
        .join("");
    assert.equal(show(expected), show(written), "`npm run cases -- --update` writes the files anew");
  });
}
