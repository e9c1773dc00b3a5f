import type { Finding, Report } from "./finding.ts";
import { fingerprints } from "./fingerprint.ts";

/** A file of findings that are known and do not count: `{ version: 1, fingerprints: […] }`. */
export function writeBaseline(report: Report): string {
  return `${JSON.stringify({ version: 1, fingerprints: fingerprints(report.findings, report.sources) }, undefined, 2)}\n`;
}

export function readBaseline(text: string): ReadonlySet<string> | { readonly error: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { error: "it is not JSON" };
  }
  const known = typeof value === "object" && value !== null && "fingerprints" in value ? value.fingerprints : undefined;
  if (!Array.isArray(known) || !known.every((print) => typeof print === "string")) {
    return { error: "it is not a baseline: a list `fingerprints` is missing" };
  }
  return new Set(known);
}

/** The findings that the baseline does not know. */
export function newFindings(report: Report, baseline: ReadonlySet<string>): readonly Finding[] {
  const prints = fingerprints(report.findings, report.sources);
  return report.findings.filter((_, index) => !baseline.has(prints[index] ?? ""));
}
