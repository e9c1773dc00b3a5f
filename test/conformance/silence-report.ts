import { parseArgs } from "node:util";
import { findSets } from "./run.ts";
import { createSilenceCheck, releasesOf, type Told } from "./silence.ts";
import { joined } from "./translation.ts";

interface Counts {
  readonly byLabel: Map<string, { count: number; readonly examples: string[] }>;
  total: number;
}

/** `npm run conformance -- [FOLDER] --silence [--release R,…] [--only REGEX] [--every N] [--show N]`: what no finding tells. */
export function reportSilence(args: string[], folderOf: (given: string | undefined) => string): number {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { silence: { type: "boolean" }, release: text, only: text, every: text, show: text },
  });
  const wanted = values.release?.split(",");
  const only = new RegExp(values.only ?? "");
  const every = Number(values.every ?? 1);
  const show = Number(values.show ?? 3);
  const check = createSilenceCheck();
  const silent: Counts = { byLabel: new Map(), total: 0 };
  const wrong: Counts = { byLabel: new Map(), total: 0 };
  const codes = new Map<string, number>();
  let tried = 0;
  let covered = 0;
  for (const set of findSets(folderOf(positionals[0])).filter(({ key }) => key.startsWith("translation/"))) {
    let number = 0;
    for (const { id, vector } of joined(set)) {
      if (number++ % every !== 0 || !only.test(id)) continue;
      for (const one of check(vector, wanted ?? releasesOf(vector))) {
        tried++;
        covered += one.covered;
        for (const told of one.silent) count(silent, told, `${id} [${one.release}]`, show);
        for (const told of one.false) count(wrong, told, `${id} [${one.release}]`, show);
        for (const code of one.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }
  }
  print("not told", silent);
  print("told where the cluster is content", wrong);
  const often = [...codes].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(`codes: ${often.join(", ")}`);
  console.log(
    `total: ${tried} worlds and releases, ${covered} told, ${silent.total} not told, ${wrong.total} told wrongly`,
  );
  return silent.total + wrong.total > 0 ? 1 : 0;
}

function count(counts: Counts, { label, detail }: Told, where: string, show: number): void {
  const known = counts.byLabel.get(label) ?? { count: 0, examples: [] };
  counts.byLabel.set(label, known);
  counts.total++;
  known.count++;
  if (known.examples.length < show) known.examples.push(`${where} ${detail}`);
}

function print(title: string, { byLabel, total }: Counts): void {
  console.log(`${title}: ${total}`);
  for (const [label, { count: times, examples }] of [...byLabel].sort(([, a], [, b]) => b.count - a.count)) {
    console.log(`  ${times} ${label}${examples.map((example) => `\n      ${example}`).join("")}`);
  }
}
