import { version } from "../../../package.json";
import { answerDiff } from "../kuma/answer-diff.ts";
import { releaseNamed, releases } from "../kuma/releases/index.ts";
import { changesText } from "./answer-changes.ts";
import { findingsOf, summaryOf } from "./findings.ts";
import { reportText } from "./report-text.ts";
import { analyse } from "./run.ts";
import { gather } from "./sources.ts";
import { paintFor, type Terminal } from "./terminal.ts";
import { clusterHelp, clusterOptions, exitCode, oneOf, parseFlags, UsageError } from "./usage.ts";

export const upgradeHelp = `gateway-lens upgrade --from RELEASE --to RELEASE PATH… — what changes, what stops working, and what to do

  PATH                   a file, a folder, or - for the standard input
  --from RELEASE         the Kuma release that runs now; that of .gateway-lens.yaml, unless said
  --to RELEASE           the one to upgrade to
  --format FORMAT        text, json
${clusterHelp.replace(/^ {2}--kuma.*\n/m, "")}

Exit code: 0 nothing changes, 1 something does, 2 a mistake in the call, 70 a mistake of ours.
`;

const options = {
  ...clusterOptions,
  from: { type: "string" },
  to: { type: "string" },
  format: { type: "string", default: "text" },
} as const;

export async function upgrade(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options);
  if (values.help === true) {
    terminal.out(upgradeHelp);
    return exitCode.clean;
  }
  const { from, to, kuma: _, ...flags } = values;
  const format = oneOf("format", values.format ?? "text", ["text", "json"]);
  const known = releases.map(({ release }) => release).join(", ");
  if (to === undefined) throw new UsageError(`say --to which release: ${known}`);
  for (const name of [from, to]) {
    if (name !== undefined && releaseNamed(name) === undefined) {
      throw new UsageError(`Kuma ${name} is not known here: ${known}`);
    }
  }
  const sources = await gather(positionals, terminal);
  for (const path of sources.missing) terminal.err(`gateway-lens: ${path}: no such file or folder\n`);
  const planned = { ...flags, ...(from === undefined ? {} : { kuma: from }) };
  const snapshot = analyse(sources, planned, terminal, { upgradeTo: to }).snapshot();

  const { findings: all, sources: texts } = findingsOf(snapshot, sources.pathOf);
  const findings = all.filter(({ code }) => code.startsWith("upgrade-"));
  const clusters = snapshot.clusters().filter(({ mode }) => mode === "zone");
  const changes = clusters.flatMap(({ name }) => {
    const before = snapshot.translate(name);
    const after = snapshot.translate(name, to);
    return before === undefined || after === undefined ? [] : [{ name, changes: answerDiff(before, after) }];
  });
  const changed = findings.length > 0 || changes.some((cluster) => cluster.changes.length > 0);
  if (format === "json") {
    terminal.out(`${JSON.stringify({ version: 1, to, findings, clusters: changes }, undefined, 2)}\n`);
  } else {
    if (findings.length > 0) {
      terminal.out(
        reportText({ version, findings, summary: summaryOf(snapshot, findings), sources: texts }, terminal.colour),
      );
      terminal.out("\n");
    }
    for (const cluster of changes) {
      if (changes.length > 1) terminal.out(`# zone ${cluster.name}\n`);
      terminal.out(changesText(cluster.changes, paintFor(terminal.colour)));
    }
  }
  if (sources.missing.length > 0) return exitCode.usage;
  return changed ? exitCode.findings : exitCode.clean;
}
