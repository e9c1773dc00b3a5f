import { nearest } from "../kubernetes/nearest.ts";
import { retiredCodes, rules } from "../rules/registry.ts";
import { sibling } from "./sibling.ts";
import type { Terminal } from "./terminal.ts";
import { exitCode, parseFlags, UsageError } from "./usage.ts";

export const explainHelp = `gateway-lens explain CODE — what a finding means, and what to do about it
gateway-lens explain --list — all codes
`;

export async function explain(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, { list: { type: "boolean" } });
  if (values.help === true) {
    terminal.out(explainHelp);
    return exitCode.clean;
  }
  const codes = rules.map(({ code }) => code);
  if (values.list === true) {
    terminal.out(`${codes.join("\n")}\n`);
    return exitCode.clean;
  }
  const [code] = positionals;
  if (code === undefined || positionals.length > 1)
    throw new UsageError("name one code; `gateway-lens explain --list` prints them all");
  if (retiredCodes.includes(code))
    throw new UsageError(`${code} is retired: no version of Gateway Lens says it any more`);
  const page = await sibling<typeof import("./pages.ts")>("cli-pages.cjs").pageOf(code);
  if (page === undefined) {
    const meant = nearest(code, codes);
    throw new UsageError(`there is no finding ${code}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
  }
  terminal.out(page.endsWith("\n") ? page : `${page}\n`);
  return exitCode.clean;
}
