// node test/run.mjs --script test/cases/main.ts [--update] [WORD…]: compares, or rewrites, what every release makes of the cases.

import { releases } from "../../server/src/kuma/releases/index.ts";
import { actual, allCases, expected, outputs, update } from "./case.ts";

const [...args] = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith("--"));
const chosen = allCases().filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (args.includes("--update")) {
  for (const one of chosen) for (const file of update(one)) console.log(file);
} else {
  let differences = 0;
  for (const one of chosen) {
    for (const { release } of releases) {
      const is = actual(one, release);
      for (const output of outputs) {
        if (is[output] === expected(one, output, release)) continue;
        differences += 1;
        console.log(`${one.name}: ${output} of ${release} differs`);
      }
    }
  }
  console.log(`${chosen.length} cases, ${differences} differences`);
  process.exitCode = differences === 0 ? 0 : 1;
}
