import { repositoryUrl } from "../../../shared/src/docs.ts";
import type { Severity } from "../diagnostic.ts";
import type { Finding, Range, Report } from "./finding.ts";
import { fingerprints } from "./fingerprint.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0, as code scanning services take it: one run, a rule for each code that occurs, fixes and stable fingerprints. */
export function reportSarif(report: Report): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort();
  const prints = fingerprints(report.findings, report.sources);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Gateway Lens",
            version: report.version,
            informationUri: repositoryUrl,
            rules: codes.map((code) => ({
              id: code,
              helpUri: report.findings.find((finding) => finding.code === code)?.docs,
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding, index) => result(finding, codes.indexOf(finding.code), prints[index])),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result(finding: Finding, ruleIndex: number, print: string | undefined) {
  return {
    ruleId: finding.code,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.because === undefined ? finding.message : `${finding.message}\n${finding.because}` },
    locations: [{ physicalLocation: location(finding.path, finding.range) }],
    partialFingerprints: { "gatewayLens/v1": print },
    ...(finding.related === undefined || finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map(({ path, range, message }, id) => ({
            id,
            physicalLocation: location(path, range),
            message: { text: message },
          })),
        }),
    ...(finding.fixes === undefined || finding.fixes.length === 0
      ? {}
      : {
          fixes: finding.fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: [...new Set(edits.map(({ path }) => path))].map((path) => ({
              artifactLocation: { uri: uriOf(path) },
              replacements: edits
                .filter((edit) => edit.path === path)
                .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
            })),
          })),
        }),
  };
}

const location = (path: string, range: Range) => ({ artifactLocation: { uri: uriOf(path) }, region: region(range) });

const region = ({ start, end }: Range) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});

/** SARIF wants a URI reference; the standard input has no file, so it gets a name that no file can have by accident. */
const uriOf = (path: string) => (path === "-" ? "stdin" : path.split("/").map(encodeURIComponent).join("/"));
