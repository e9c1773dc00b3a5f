import type { TextRange } from "../diagnostic.ts";
import { type Rendered, render } from "../rules/render.ts";
import type { CodedFinding } from "../rules/rule.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { PartReading } from "../workspace/reading.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { YamlProblem } from "../yaml/tree.ts";
import type { ClusterFindings } from "./findings.ts";

/** A finding at its place in a document, whatever the document's place in the file. */
export interface Marked {
  readonly rendered: Rendered;
  readonly range: TextRange;
  readonly cluster: ClusterState | undefined;
  readonly part: number;
  readonly manifest: Manifest | undefined;
}

/** Gives all that is found in the documents of a file, each cluster's findings apart. */
export function createMarks(
  workspace: Workspace,
  findingsOf: (cluster: ClusterState) => ClusterFindings,
): (file: SourceFile) => readonly Marked[] {
  const yamlProblems = new WeakMap<PartReading, readonly YamlProblem[]>();

  function problemsOf(part: PartReading): readonly YamlProblem[] {
    let problems = yamlProblems.get(part);
    if (problems === undefined) {
      problems = workspace.tree(part).problems;
      yamlProblems.set(part, problems);
      workspace.checkpoint();
    }
    return problems;
  }

  function markYaml(part: PartReading, at: number, file: SourceFile, marked: Marked[]): void {
    const problems = problemsOf(part);
    if (problems.some(({ code }) => code === "template")) return;
    // Of a document that kubectl cannot read it takes nothing, so nothing is told of how it would.
    const refused = problems.filter((problem) => problem.refused);
    for (const problem of refused.length > 0 ? refused : problems) {
      if (part.manifests.length === 0 && !problem.refused) continue;
      const [cluster] = file.clusters;
      if (cluster === undefined) return;
      const rendered = render(yamlFinding(problem, part.text), findingsOf(cluster).context);
      if (rendered !== undefined) {
        marked.push({ rendered, range: problem.range, cluster: undefined, part: at, manifest: part.manifests[0] });
      }
    }
  }

  function markManifest(
    file: SourceFile,
    manifest: Manifest,
    part: number,
    cluster: ClusterState,
    marked: Marked[],
  ): void {
    const report = findingsOf(cluster).report(manifest.id);
    if (report === undefined) return;
    const own = report.manifests.find(({ admitted }) => admitted.manifest === manifest && admitted.uri === file.uri);
    const deciding = report.deciding?.manifest === manifest && report.deciding.uri === file.uri;
    if (own === undefined && (!deciding || report.object.length === 0)) return;
    const reading = file.reading.parts[part];
    if (reading === undefined) return;
    for (const rendered of [...(own?.rendered ?? []), ...(deciding ? report.object : [])]) {
      const { at } = rendered;
      const range = "object" in at ? workspace.rangeOf(reading, [...manifest.path, ...at.path], at.side) : at;
      marked.push({ rendered, range, cluster, part, manifest });
    }
  }

  return (file) => {
    const marked: Marked[] = [];
    file.reading.parts.forEach((part, at) => {
      if (!part.clean) markYaml(part, at, file, marked);
    });
    for (const { manifest, part } of file.manifests) {
      for (const cluster of file.clusters) markManifest(file, manifest, part, cluster, marked);
    }
    return marked;
  };
}

function yamlFinding({ code, range, message, related, reading }: YamlProblem, text: string): CodedFinding {
  const written = text.slice(range.start, range.end);
  switch (code) {
    case "duplicate-key":
      return { code: "yaml-duplicate-key", at: range, args: { key: written, later: related } };
    case "ambiguous-scalar":
      return { code: "yaml-ambiguous-scalar", at: range, args: { text: written, message, ...reading } };
    case "limit":
      return { code: "limit-reached", at: range, args: { message } };
    default:
      return { code: "yaml-syntax", at: range, args: { message } };
  }
}
