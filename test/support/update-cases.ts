import { caseFolders, expectedFiles, updateCase, writtenFiles } from "./cases.ts";

const update = process.argv.includes("--update");
let differing = 0;
for (const folder of caseFolders()) {
  const before = writtenFiles(folder);
  const after = expectedFiles(folder);
  const same = before.size === after.size && [...after].every(([name, text]) => before.get(name) === text);
  if (same) continue;
  differing += 1;
  if (update) updateCase(folder);
  console.log(`${update ? "written" : "differs"}: ${folder}`);
}
console.log(`${caseFolders().length} cases, ${differing} ${update ? "written" : "differ"}`);
if (!update && differing > 0) process.exitCode = 1;
