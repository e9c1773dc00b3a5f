import { dirname, relative, resolve, sep } from "node:path";
import type { FieldOutcome } from "../analysis.ts";
import { displayName } from "../kubernetes/object.ts";
import { analyse } from "./run.ts";
import { gather } from "./sources.ts";
import { type Paint, paintFor, type Terminal } from "./terminal.ts";
import { clusterHelp, clusterOptions, exitCode, oneOf, parseFlags, UsageError } from "./usage.ts";

export const becomesHelp = `gateway-lens becomes FILE:LINE[:COLUMN] [PATH…] — what became of a field, or why nothing did

  FILE:LINE[:COLUMN]     where the field is written; the first of the line, unless the column says otherwise
  PATH                   the files that belong to it; the folder that FILE is in, unless said
  --format FORMAT        text, json
${clusterHelp}
`;

const options = { ...clusterOptions, format: { type: "string", default: "text" } } as const;

export async function becomes(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options);
  if (values.help === true) {
    terminal.out(becomesHelp);
    return exitCode.clean;
  }
  const format = oneOf("format", values.format ?? "text", ["text", "json"]);
  const [place, ...paths] = positionals;
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(place ?? "") ?? [];
  if (file === undefined) throw new UsageError("say which field: FILE:LINE or FILE:LINE:COLUMN");
  const sources = await gather(paths.length === 0 ? [dirname(file)] : [...paths, file], terminal);
  const name = relative(process.cwd(), resolve(file)).split(sep).join("/");
  const snapshot = analyse(sources, values, terminal).snapshot();
  const uri = snapshot.uris().find((one) => sources.pathOf(one) === name);
  const offset =
    uri === undefined
      ? undefined
      : offsetOf(snapshot.text(uri) ?? "", Number(line), column === undefined ? undefined : Number(column));
  if (uri === undefined || offset === undefined) throw new UsageError(`${place}: there is no such place`);
  const outcomes = snapshot.becomes(uri, offset);
  if (outcomes.length === 0) throw new UsageError(`${place}: no manifest that Gateway Lens reads stands there`);
  terminal.out(
    format === "json"
      ? `${JSON.stringify(outcomes, undefined, 2)}\n`
      : outcomes.map((outcome) => asText(outcome, outcomes.length > 1, paintFor(terminal.colour))).join("\n"),
  );
  return exitCode.clean;
}

function offsetOf(text: string, line: number, column: number | undefined): number | undefined {
  const lines = text.split("\n");
  const own = lines[line - 1];
  if (own === undefined) return undefined;
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return start + (column === undefined ? Math.max(0, own.search(/[^\s-]/)) : Math.min(column - 1, own.length));
}

function asText({ cluster, kuma, object, field, ...outcome }: FieldOutcome, several: boolean, paint: Paint): string {
  const { became, decides, nothing } = outcome;
  const of = `${field === "" ? "" : `${field} of `}${object.kind} ${displayName(object)}`;
  const lines = [paint("bold", `${of} in Kuma ${kuma}${several ? `, zone ${cluster}` : ""}`)];
  for (const effect of became) {
    const value = effect.value === undefined ? "" : `: ${shortened(JSON.stringify(effect.value))}`;
    lines.push(`  becomes  ${effect.of} ${effect.field}${value}`);
  }
  for (const effect of decides) lines.push(`  decides  ${effect.of}${effect.field === "" ? "" : ` ${effect.field}`}`);
  if (nothing !== undefined) lines.push(`  ${paint("yellow", "nothing")}  ${nothing}`);
  return `${lines.join("\n")}\n`;
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
