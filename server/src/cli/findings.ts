import { pageOf } from "../../../shared/src/docs.ts";
import type { Diagnostic, Fix, Snapshot, TextRange } from "../analysis.ts";
import type { Finding, FindingFix, Range, Summary } from "./finding.ts";
import { positionsIn } from "./positions.ts";

/** What a run found, and the texts that reports show. */
export interface Findings {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The diagnostics of all files in lines and columns, in order of path and position. */
export function findingsOf(snapshot: Snapshot, pathOf: (uri: string) => string): Findings {
  const positions = new Map<string, (range: TextRange) => Range>();
  const sources = new Map<string, string>();
  const rangeIn = (uri: string, range: TextRange): Range => {
    let known = positions.get(uri);
    if (known === undefined) {
      const text = snapshot.text(uri) ?? "";
      sources.set(pathOf(uri), text);
      known = positionsIn(text);
      positions.set(uri, known);
    }
    return known(range);
  };
  const findings = snapshot
    .uris()
    .flatMap((uri) => snapshot.diagnostics(uri).map((diagnostic) => findingOf(uri, diagnostic, rangeIn, pathOf)));
  return { findings, sources };
}

function findingOf(
  uri: string,
  diagnostic: Diagnostic,
  rangeIn: (uri: string, range: TextRange) => Range,
  pathOf: (uri: string) => string,
): Finding {
  const { range, code, severity, message, because, clusters, related, fixes } = diagnostic;
  const offered = fixes.filter(isRepair).map((fix) => fixOf(fix, rangeIn, pathOf));
  return {
    path: pathOf(uri),
    range: rangeIn(uri, range),
    code,
    severity,
    message,
    ...(because === undefined ? {} : { because }),
    docs: pageOf(code),
    ...(clusters === undefined ? {} : { cluster: clusters.join(", ") }),
    ...(related.length === 0
      ? {}
      : {
          related: related.map((one) => ({
            path: pathOf(one.uri),
            range: rangeIn(one.uri, one.range),
            message: one.message,
          })),
        }),
    ...(offered.length === 0 ? {} : { fixes: offered }),
  };
}

/** Every finding can be suppressed; reports need not say so each time. */
function isRepair({ silences }: Fix): boolean {
  return silences !== true;
}

function fixOf(
  { title, edits }: Fix,
  rangeIn: (uri: string, range: TextRange) => Range,
  pathOf: (uri: string) => string,
): FindingFix {
  return {
    title,
    edits: edits.flatMap(({ uri, edits: ofFile }) =>
      ofFile.map(({ range, newText }) => ({ path: pathOf(uri), range: rangeIn(uri, range), newText })),
    ),
  };
}

export function summaryOf(snapshot: Snapshot, findings: readonly Finding[]): Summary {
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const uris = snapshot.uris();
  return {
    files: uris.length,
    objects: uris.reduce((sum, uri) => sum + snapshot.manifestCount(uri), 0),
    errors: count("error"),
    warnings: count("warning"),
    informations: count("information"),
    hints: count("hint"),
  };
}
