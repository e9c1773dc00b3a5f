// npm run conformance [-- FOLDER] [--show N] [--only REGEX] [--update-known]
// npm run conformance -- [FOLDER] --silence [--release R,…] [--only REGEX] [--every N] [--show N]
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Difference } from "./kind.ts";
import { type Known, readKnown, shrunk, writeKnown } from "./known.ts";
import { comparisonFor, findSets, label, runSet } from "./run.ts";
import { reportSilence } from "./silence-report.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  if (args.includes("--silence")) return reportSilence(args, folderOf);
  const options = read(args);
  if (typeof options === "string") {
    console.error(`${options}\nusage: npm run conformance [-- FOLDER] [--show N] [--only REGEX] [--update-known]`);
    return 2;
  }
  const { folder, show, only, update } = options;
  const sets = findSets(folder);
  if (sets.length === 0) {
    console.error(`no vectors under ${folder}: expected *.jsonl in a folder named admission, translation or yaml`);
    return 2;
  }
  const compare = await comparisonFor(folder);
  const known = readKnown();
  const updated: Record<string, Known[string]> = { ...known };
  let passed = 0;
  let failed = 0;
  let shown = 0;
  for (const set of sets) {
    const groups = runSet(
      set,
      compare,
      (id) => only === undefined || only.test(id),
      ({ id, group, differences }) => {
        if (shown++ < show) console.log(`${label(set.name, group)} ${id}\n${differences.map(asDiff).join("")}`);
      },
    );
    if (groups.size === 0) console.log(`${set.name}: 0 passed, 0 failed`);
    for (const [group, counts] of groups) {
      console.log(`${label(set.name, group)}: ${counts.passed} passed, ${counts.failed.length} failed`);
      passed += counts.passed;
      failed += counts.failed.length;
      const key = label(set.key, group);
      const rest = shrunk(known, key, counts);
      if (rest === undefined) delete updated[key];
      else updated[key] = rest;
    }
  }
  console.log(`total: ${passed} passed, ${failed} failed`);
  if (update) writeKnown(updated);
  return failed > 0 ? 1 : 0;
}

interface Options {
  readonly folder: string;
  readonly show: number;
  readonly only: RegExp | undefined;
  readonly update: boolean;
}

/** The options, or what is wrong with them. */
function read(args: string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { show: { type: "string" }, only: { type: "string" }, "update-known": { type: "boolean" } },
    });
    const show = Number(values.show ?? 0);
    if (!Number.isInteger(show) || show < 0) return `--show takes a number, not "${values.show}"`;
    if (positionals.length > 1) return `one folder at a time: ${positionals.join(", ")}`;
    const update = values["update-known"] === true;
    if (update && (values.only !== undefined || positionals.length > 0))
      return "--update-known goes with neither FOLDER nor --only";
    const only = values.only === undefined ? undefined : new RegExp(values.only);
    return { folder: folderOf(positionals[0]), show, only, update };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A relative FOLDER is relative to where the user called npm; the script itself runs at the project's root. */
function folderOf(given: string | undefined): string {
  if (given === undefined) return resolve("../shared/vectors");
  const fromUser = resolve(process.env.INIT_CWD ?? ".", given);
  return existsSync(fromUser) ? fromUser : resolve(given);
}

function asDiff({ path, expected, actual }: Difference): string {
  const text = (value: unknown) =>
    (value === undefined ? "(absent)" : (JSON.stringify(value) ?? String(value))).slice(0, 2000);
  return `  ${path === "" ? "/" : path}\n  - ${text(expected)}\n  + ${text(actual)}\n`;
}
