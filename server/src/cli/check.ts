import { readFileSync, writeFileSync } from "node:fs";
import { version } from "../../../package.json";
import type { Severity } from "../analysis.ts";
import { newFindings, readBaseline, writeBaseline } from "./baseline.ts";
import type { Finding, Report } from "./finding.ts";
import { findingsOf, summaryOf } from "./findings.ts";
import { fixAll, patchOf, writeFixes } from "./fix.ts";
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
  --changed-since FILE   only report files that are listed there, one a line (- for the standard input)
  --fix                  apply the fixes that need no choice, then report what is left
  --dry-run              with --fix: print the changes as a diff, write nothing

Exit code: 0 clean, 1 findings, 2 a mistake in the call, 70 a mistake of ours.
`;

const options = {
  ...clusterOptions,
  format: { type: "string", default: "text" },
  "fail-on": { type: "string", default: "error" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
  "changed-since": { type: "string" },
  fix: { type: "boolean" },
  "dry-run": { type: "boolean" },
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
  if (values["dry-run"] === true && values.fix !== true) throw new UsageError("--dry-run goes with --fix");
  const changed = values["changed-since"] === undefined ? undefined : changedIn(values["changed-since"]);
  const isReported = (path: string) => changed === undefined || changed.has(path);
  const sources = await gather(positionals, terminal);
  for (const path of sources.missing) terminal.err(`gateway-lens: ${path}: no such file or folder\n`);
  const analysis = analyse(sources, values, terminal);
  if (values.fix === true) {
    const fixed = fixAll(analysis, (uri) => sources.pathOf(uri) !== "-" && isReported(sources.pathOf(uri)));
    if (values["dry-run"] === true) {
      terminal.out(patchOf(fixed, sources.pathOf));
      return sources.missing.length > 0 ? exitCode.usage : exitCode.clean;
    }
    for (const uri of writeFixes(fixed)) {
      terminal.err(`gateway-lens: ${sources.pathOf(uri)}: it changed while it was being fixed, so it was left alone\n`);
    }
    terminal.err(`gateway-lens: fixed ${fixed.length} ${fixed.length === 1 ? "file" : "files"}\n`);
  }
  const snapshot = analysis.snapshot();
  const { findings: found, sources: texts } = findingsOf(snapshot, sources.pathOf);
  const all = found.filter(({ path }) => isReported(path));
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

/** The paths of a list such as `git diff --name-only` prints, as reports name them. */
function changedIn(file: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UsageError(`--changed-since ${file}: it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return new Set(
    text
      .split(/\r?\n/)
      .filter((line) => line !== "")
      .map((line) => line.replace(/^\.\//, "")),
  );
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
