import { readFileSync, writeFileSync } from "node:fs";
import { version } from "../../../package.json";
import type { Severity } from "../analysis.ts";
import { newFindings, readBaseline, writeBaseline } from "./baseline.ts";
import type { Finding, Report } from "./finding.ts";
import { findingsOf, summaryOf } from "./findings.ts";
import { reportGithub } from "./report-github.ts";
import { reportJson } from "./report-json.ts";
import { reportJunit } from "./report-junit.ts";
import { reportSarif } from "./report-sarif.ts";
import { reportText } from "./report-text.ts";
import { analyse } from "./run.ts";
import { gather } from "./sources.ts";
import type { Terminal } from "./terminal.ts";
import { clusterHelp, clusterOptions, exitCode, oneOf, parseFlags, UsageError } from "./usage.ts";

export const checkHelp = `gateway-lens check PATH… — what the API server and Kuma would make of these manifests

  PATH                   a file, a folder, or - for the standard input
  --format FORMAT        text, json, sarif, github, junit
  --fail-on SEVERITY     the least severity that fails: error, warning, information, hint, never
${clusterHelp}
  --baseline FILE        findings in this file are known and do not count
  --write-baseline FILE  write the findings into a file, and succeed

Exit code: 0 clean, 1 findings, 2 a mistake in the call, 70 a mistake of ours.
`;

const options = {
  ...clusterOptions,
  format: { type: "string", default: "text" },
  "fail-on": { type: "string", default: "error" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
} as const;

const severities: readonly Severity[] = ["hint", "information", "warning", "error"];

export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options);
  if (values.help === true) {
    terminal.out(checkHelp);
    return exitCode.clean;
  }
  const format = oneOf("format", values.format ?? "text", ["text", "json", "sarif", "github", "junit"]);
  const failOn = oneOf("fail-on", values["fail-on"] ?? "error", ["error", "warning", "information", "hint", "never"]);
  const known = values.baseline === undefined ? undefined : baselineIn(values.baseline);
  const sources = await gather(positionals, terminal);
  for (const path of sources.missing) terminal.err(`gateway-lens: ${path}: no such file or folder\n`);
  const snapshot = analyse(sources, values, terminal).snapshot();
  const { findings: all, sources: texts } = findingsOf(snapshot, sources.pathOf);
  const whole: Report = { version, findings: all, summary: summaryOf(snapshot, all), sources: texts };
  if (values["write-baseline"] !== undefined) {
    save(values["write-baseline"], writeBaseline(whole));
    return sources.missing.length > 0 ? exitCode.usage : exitCode.clean;
  }
  const findings = known === undefined ? all : newFindings(whole, known);
  const report = { ...whole, findings, summary: summaryOf(snapshot, findings) };
  terminal.out(render(report, format, terminal.colour));
  if (sources.missing.length > 0) return exitCode.usage;
  return findings.some((finding) => fails(finding, failOn)) ? exitCode.findings : exitCode.clean;
}

function fails({ severity }: Finding, failOn: Severity | "never"): boolean {
  return failOn !== "never" && severities.indexOf(severity) >= severities.indexOf(failOn);
}

function render(report: Report, format: "text" | "json" | "sarif" | "github" | "junit", colour: boolean): string {
  switch (format) {
    case "json":
      return reportJson(report);
    case "sarif":
      return reportSarif(report);
    case "github":
      return reportGithub(report);
    case "junit":
      return reportJunit(report);
    case "text":
      return reportText(report, colour);
  }
}

function baselineIn(file: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`--baseline ${file}: it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const known = readBaseline(text);
  if ("error" in known) throw new UsageError(`--baseline ${file}: ${known.error}`);
  return known;
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--write-baseline ${file}: it cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
