import type { Answer } from "../analysis.ts";
import type { JsonObject } from "../kubernetes/object.ts";
import { renderYaml } from "../yaml/edit.ts";
import { differencesText, releaseDifferences, releasesOf, releaseTable } from "./compare-releases.ts";
import { glance } from "./run.ts";
import { gather } from "./sources.ts";
import { paintFor, type Terminal } from "./terminal.ts";
import { clusterHelp, clusterOptions, exitCode, oneOf, parseFlags, UsageError } from "./usage.ts";

export const translateHelp = `gateway-lens translate PATH… — the resources that Kuma would create of these manifests

  PATH                   a file, a folder, or - for the standard input
  --output FORMAT        yaml, json
  --with-status          also the conditions that Kuma would write (json always has them)
${clusterHelp}

  --kuma 2.13,2.14       what differs from each release to the next
  --kuma all             a table of all releases (with --output json, their differences)
`;

const options = {
  ...clusterOptions,
  output: { type: "string", short: "o", default: "yaml" },
  "with-status": { type: "boolean" },
} as const;

export async function translate(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options);
  if (values.help === true) {
    terminal.out(translateHelp);
    return exitCode.clean;
  }
  const output = oneOf("output", values.output ?? "yaml", ["yaml", "json"]);
  const compared = releasesOf(values.kuma);
  const { kuma, ...flags } = values;
  const sources = await gather(positionals, terminal);
  for (const path of sources.missing) terminal.err(`gateway-lens: ${path}: no such file or folder\n`);
  const snapshot = glance(sources, compared === undefined ? values : flags);
  const clusters = snapshot
    .clusters()
    .filter(({ name }) => snapshot.uris().some((uri) => snapshot.clustersOf(uri).includes(name)));
  if (compared !== undefined) {
    const differences = (name: string) => releaseDifferences(snapshot, name, compared);
    if (output === "json") {
      const found = clusters.map(({ name }) => ({ name, differences: differences(name) }));
      terminal.out(`${JSON.stringify({ version: 1, clusters: found }, undefined, 2)}\n`);
    } else {
      for (const { name } of clusters) {
        if (clusters.length > 1) terminal.out(`# zone ${name}\n`);
        terminal.out(
          kuma === "all"
            ? releaseTable(snapshot, name, compared)
            : differencesText(differences(name), paintFor(terminal.colour)),
        );
      }
    }
    return sources.missing.length > 0 ? exitCode.usage : exitCode.clean;
  }
  if (output === "json" && clusters.length > 1) {
    throw new UsageError(`choose one of the clusters with --zone: ${clusters.map(({ name }) => name).join(", ")}`);
  }
  const answers = clusters.flatMap(({ name }) => {
    const answer = snapshot.translate(name);
    return answer === undefined ? [] : [{ name, answer }];
  });
  if (output === "json") {
    terminal.out(`${JSON.stringify(whole(answers[0]?.answer), undefined, 2)}\n`);
  } else {
    for (const { name, answer } of answers) {
      const heading = answers.length > 1 ? `# zone ${name}\n` : "";
      terminal.out(asYaml(answer, heading, values["with-status"] === true));
    }
  }
  for (const { answer } of answers) {
    const lost = [
      ...(answer.refused ?? []),
      ...(answer.generatedRefused ?? []),
      ...(answer.reconcileErrors ?? []),
    ].filter(({ by }) => by !== "not-watched");
    if (output === "yaml" && lost.length > 0) {
      terminal.err(
        `gateway-lens: ${lost.length} ${lost.length === 1 ? "object is" : "objects are"} refused or in error; \`gateway-lens check\` says why\n`,
      );
    }
  }
  return sources.missing.length > 0 ? exitCode.usage : exitCode.clean;
}

/** All parts of an answer, the empty ones too. */
function whole(answer: Answer | undefined): Required<Answer> {
  return {
    generated: answer?.generated ?? [],
    status: answer?.status ?? [],
    statusWhenReady: answer?.statusWhenReady ?? [],
    refused: answer?.refused ?? [],
    generatedRefused: answer?.generatedRefused ?? [],
    reconcileErrors: answer?.reconcileErrors ?? [],
  };
}

function asYaml(answer: Answer, heading: string, withStatus: boolean): string {
  const statuses = withStatus ? answer.status.map(asObject) : [];
  return [...answer.generated, ...statuses]
    .map((object, at) => `${at === 0 ? heading : ""}---\n${renderYaml(object)}`)
    .join("");
}

/** A status as `kubectl get -o yaml` would show it. */
function asObject({ kind, name, namespace, ...rest }: JsonObject): JsonObject {
  return { kind, metadata: { ...(namespace === undefined ? {} : { namespace }), name }, ...rest };
}
