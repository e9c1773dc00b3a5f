import type { Severity } from "../diagnostic.ts";
import type { Finding, Range, Report, Summary } from "./finding.ts";
import { type Paint, paintFor } from "./terminal.ts";

const colours: Readonly<Record<Severity, "red" | "yellow" | "blue" | "cyan">> = {
  error: "red",
  warning: "yellow",
  information: "blue",
  hint: "cyan",
};

/** For people: a block a finding, then a line that sums up. */
export function reportText({ findings, summary, sources }: Report, colour: boolean): string {
  const paint = paintFor(colour);
  const lines = new Map<string, readonly string[]>();
  const lineOf = (path: string, line: number): string | undefined => {
    let all = lines.get(path);
    if (all === undefined) {
      all = sources.get(path)?.split(/\r?\n/) ?? [];
      lines.set(path, all);
    }
    return all[line - 1];
  };
  const blocks = findings.map((finding) => block(finding, lineOf, paint));
  return `${[...blocks, summaryLine(summary, paint)].join("\n")}\n`;
}

function block(finding: Finding, lineOf: (path: string, line: number) => string | undefined, paint: Paint): string {
  const { path, range, severity, code, message, because, related, fixes, cluster } = finding;
  const where = `${path}:${range.start.line}:${range.start.column}`;
  const text = [`${paint("bold", where)} ${paint(colours[severity], severity)} ${paint("dim", code)} ${message}`];
  const line = lineOf(path, range.start.line);
  if (line !== undefined && line.trim() !== "") text.push(...excerpt(line, range, paint, colours[severity]));
  if (because !== undefined) text.push(...because.split("\n").map((said) => `  ${paint("dim", "=")} ${said}`));
  if (cluster !== undefined) text.push(`  ${paint("dim", "=")} in ${cluster}`);
  for (const { path: other, range: at, message: said } of related ?? []) {
    text.push(`  ${paint("dim", "=")} ${other}:${at.start.line}:${at.start.column}: ${said}`);
  }
  const [fix] = fixes ?? [];
  if (fix !== undefined) text.push(`  ${paint("dim", "= fix:")} ${fix.title}`);
  return `${text.join("\n")}\n`;
}

const widest = 160;

function excerpt(
  line: string,
  { start, end }: Range,
  paint: Paint,
  colour: "red" | "yellow" | "blue" | "cyan",
): string[] {
  const number = String(start.line);
  const margin = " ".repeat(number.length);
  // A line that is too long is shown around what is marked in it.
  const cut = line.length > widest ? Math.max(0, start.column - 1 - widest / 4) : 0;
  const shown = line.slice(cut, cut + widest);
  const from = start.column - 1 - cut;
  const last = end.line > start.line ? line.length : end.column - 1;
  const to = Math.max(from + 1, Math.min(last - cut, shown.length));
  const before = shown.slice(0, from).replaceAll(/[^\t]/gu, " ");
  const marked = "^".repeat(Math.max(1, [...shown.slice(from, to)].length));
  return [
    `  ${paint("dim", `${number} |`)} ${cut > 0 ? "…" : ""}${shown}${cut + widest < line.length ? "…" : ""}`,
    `  ${paint("dim", `${margin} |`)} ${cut > 0 ? " " : ""}${before}${paint(colour, marked)}`,
  ];
}

function summaryLine(summary: Summary, paint: Paint): string {
  const { errors, warnings, informations, hints, files, objects } = summary;
  const looked = `${counted(objects, "object")} in ${counted(files, "file")}`;
  const parts = [
    ...(errors > 0 ? [paint("red", counted(errors, "error"))] : []),
    ...(warnings > 0 ? [paint("yellow", counted(warnings, "warning"))] : []),
    ...(informations > 0 ? [`${informations} information`] : []),
    ...(hints > 0 ? [counted(hints, "hint")] : []),
  ];
  return parts.length === 0 ? `No findings in ${looked}.` : `${parts.join(", ")} (${looked}).`;
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
