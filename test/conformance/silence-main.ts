// npm run silence [-- --release R,…] [--only REGEX] [--every N] [--show N]
import { parseArgs } from "node:util";
import { findSets } from "./run.ts";
import { createSilenceCheck, releasesOf, type Told } from "./silence.ts";
import { joined } from "./translation.ts";

const { values } = parseArgs({
  options: {
    release: { type: "string" },
    only: { type: "string" },
    every: { type: "string" },
    show: { type: "string" },
  },
});
const wanted = values.release?.split(",");
const only = new RegExp(values.only ?? "");
const every = Number(values.every ?? 1);
const show = Number(values.show ?? 3);
const check = createSilenceCheck();
const silent = new Map<string, { count: number; examples: string[] }>();
const wrong = new Map<string, { count: number; examples: string[] }>();
const codes = new Map<string, number>();
let worlds = 0;
let covered = 0;
const start = Date.now();
for (const set of findSets("../shared/vectors")) {
  if (!set.key.startsWith("translation/")) continue;
  let number = 0;
  for (const { id, vector } of joined(set)) {
    if (number++ % every !== 0 || !only.test(id)) continue;
    for (const one of check(vector, wanted ?? releasesOf(vector))) {
      worlds++;
      covered += one.covered;
      for (const told of one.silent) count(silent, told, `${id} [${one.release}]`);
      for (const told of one.false) count(wrong, told, `${id} [${one.release}]`);
      for (const code of one.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  }
}
print("never silent", silent);
print("silent where the cluster is content", wrong);
const sum = (counts: typeof silent) => [...counts.values()].reduce((total, { count: n }) => total + n, 0);
console.log(
  `${worlds} worlds and releases: ${covered} covered, ${sum(silent)} uncovered, ${sum(wrong)} false, ${codes.size} codes, ${Date.now() - start} ms`,
);
if (values.only === undefined)
  console.log(
    [...codes]
      .sort(([, a], [, b]) => b - a)
      .map(([code, n]) => `${code} ${n}`)
      .join(", "),
  );
process.exitCode = silent.size + wrong.size > 0 ? 1 : 0;

function count(counts: typeof silent, { label, detail }: Told, where: string): void {
  const known = counts.get(label) ?? { count: 0, examples: [] };
  known.count++;
  if (known.examples.length < show) known.examples.push(`${where} ${detail}`);
  counts.set(label, known);
}

function print(title: string, counts: typeof silent): void {
  console.log(`\n${title}`);
  for (const [label, { count: n, examples }] of [...counts].sort(([, a], [, b]) => b.count - a.count)) {
    console.log(`${n} ${label}${examples.map((example) => `\n      ${example}`).join("")}`);
  }
}
