import { type SettingsProblem, settingsFile } from "../../../shared/src/settings.ts";
import type { Diagnostic, Fix, Related, Severity, TextRange } from "../diagnostic.ts";
import { nearest } from "../kubernetes/nearest.ts";
import { type FieldPath, isObject, keyText } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import { applyFix, type TextDoor } from "../rules/apply-fix.ts";
import { rules } from "../rules/registry.ts";
import { type Rendered, render, suppression } from "../rules/render.ts";
import type { CodedFinding, FixPlan, RuleContext } from "../rules/rule.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Input, Query } from "../workspace/database.ts";
import { deepEqual } from "../workspace/equal.ts";
import { Interrupted } from "../workspace/interruption.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { Project } from "../workspace/project.ts";
import type { PartReading } from "../workspace/reading.ts";
import { locateManifest, type SourceFile, type Workspace } from "../workspace/workspace.ts";
import { directives } from "../yaml/directives.ts";
import { locate } from "../yaml/locate.ts";
import { parse } from "../yaml/parse.ts";
import type { YamlProblem } from "../yaml/tree.ts";
import { type ClusterFindings, createClusterFindings } from "./findings.ts";

/** The findings of all files, as their readers see them. */
export interface Diagnostics {
  /** Brings the findings up to date, at most `most` objects at a time; returns how many are left. */
  update(most?: number): number;
  /** The same for the objects of one file; what an edit of it does to others is left to `update`. */
  updateFirst(uri: string): void;
  /** In order of position. */
  of(uri: string): readonly Diagnostic[];
  /** The files whose diagnostics became others since this was last called; looks at `most` files at a time and says how many are left. */
  affected(most?: number): { readonly uris: readonly string[]; readonly left: number };
  /** Rules look at a cluster through this. */
  context(cluster: ClusterState): RuleContext;
}

const none: readonly Diagnostic[] = [];

/** Nobody reads more of the cluster's words about one mistake. */
const mostWords = 50;

/** A finding at its place in a document, whatever the document's place in the file. */
interface Marked {
  readonly rendered: Rendered;
  readonly range: TextRange;
  readonly cluster: ClusterState | undefined;
  readonly part: number;
  readonly manifest: Manifest | undefined;
}

type Said = Omit<Diagnostic, "fixes">;

interface Shown {
  readonly said: Said;
  readonly fixes: () => readonly Fix[];
}

export function createDiagnostics(workspace: Workspace): Diagnostics {
  const { db } = workspace;
  const findings = new Map<ClusterState, ClusterFindings>();
  const published = new Map<string, readonly Diagnostic[]>();
  /** Files whose diagnostics may be others than what is published. */
  const candidates = new Set<string>();
  /** Ranges of a document's findings: they outlive its tree, and every edit elsewhere in the file. */
  const ranges = new WeakMap<PartReading, WeakMap<Rendered, TextRange>>();
  const yamlProblems = new WeakMap<PartReading, readonly YamlProblem[]>();

  /** Most objects have nothing to say, and no cells: files are told when that changes. */
  const concerns = new Map<string, number>();
  const concern: Input<string, number> = { name: "concern", read: (uri) => concerns.get(uri) ?? 0, equals: Object.is };
  /** Always taken for new, though it may say the same: fixes are made of the newest. */
  const shownQuery: Query<string, readonly Shown[]> = {
    name: "shown",
    run: (_, uri) => {
      const file = workspace.file(uri);
      db.read(concern, uri);
      return file === undefined ? [] : shownIn(file);
    },
    equals: () => false,
  };
  const fileQuery: Query<string, readonly Diagnostic[]> = {
    name: "diagnostics",
    run: (_, uri) => {
      const shown = db.get(shownQuery, uri);
      return shown.length === 0
        ? none
        : shown.map(({ said }, at) => withFixes(said, () => fixesOfShown(uri, said, at)));
    },
    equals: deepEqual,
  };
  db.observe(fileQuery);

  function findingsOf(cluster: ClusterState): ClusterFindings {
    let known = findings.get(cluster);
    if (known === undefined) {
      known = createClusterFindings(workspace, cluster, (uri) => {
        concerns.set(uri, (concerns.get(uri) ?? 0) + 1);
        db.touch(concern, uri);
      });
      findings.set(cluster, known);
    }
    return known;
  }

  /** Of a file that is no candidate any more, unless finding out is interrupted. */
  function newest(uri: string): readonly Diagnostic[] {
    try {
      return db.get(fileQuery, uri);
    } catch (error) {
      if (error instanceof Interrupted) candidates.add(uri);
      throw error;
    }
  }

  /** Diagnostics that say the same stand at the same index of what is shown now. */
  function fixesOfShown(uri: string, said: Said, at: number): readonly Fix[] {
    const now = db.get(shownQuery, uri)[at];
    return now !== undefined && deepEqual(now.said, said) ? now.fixes() : [];
  }

  function shownIn(file: SourceFile): readonly Shown[] {
    if (typeof file.content !== "string") {
      const message = `This file was left out: ${file.content.unread}.`;
      return [textFinding("limit-reached", "warning", { start: 0, end: 0 }, message)];
    }
    if (file.uri.endsWith(`/${settingsFile}`)) return settingsFindings(file.uri, file.content);
    const marked: Marked[] = [];
    file.reading.parts.forEach((part, at) => {
      if (!part.clean) markYaml(part, at, file, marked);
    });
    for (const { manifest, part } of file.manifests) {
      for (const cluster of file.clusters) markManifest(file, manifest, part, cluster, marked);
    }
    const shown = silence(file, marked);
    return mergeClusters(file, shown).sort(byPosition);
  }

  function markYaml(part: PartReading, at: number, file: SourceFile, marked: Marked[]): void {
    const problems = problemsOf(part);
    if (problems.some(({ code }) => code === "template")) return;
    for (const problem of problems) {
      if (part.manifests.length === 0 && !problem.refused) continue;
      const [cluster] = file.clusters;
      if (cluster === undefined) return;
      const rendered = render(yamlFinding(problem, part.text), findingsOf(cluster).context);
      if (rendered !== undefined) {
        marked.push({ rendered, range: problem.range, cluster: undefined, part: at, manifest: part.manifests[0] });
      }
    }
  }

  function problemsOf(part: PartReading): readonly YamlProblem[] {
    let problems = yamlProblems.get(part);
    if (problems === undefined) {
      problems = workspace.tree(part).problems;
      yamlProblems.set(part, problems);
      workspace.checkpoint();
    }
    return problems;
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
      marked.push({ rendered, range: rangeOf(reading, manifest, rendered), cluster, part, manifest });
    }
  }

  function rangeOf(part: PartReading, manifest: Manifest, rendered: Rendered): TextRange {
    let known = ranges.get(part);
    if (known === undefined) {
      known = new WeakMap();
      ranges.set(part, known);
    }
    let range = known.get(rendered);
    if (range === undefined) {
      range =
        "object" in rendered.at
          ? locatePath(part, [...manifest.path, ...rendered.at.path], rendered.at.side)
          : rendered.at;
      known.set(rendered, range);
      workspace.checkpoint();
    }
    return range;
  }

  function locatePath(part: PartReading, path: FieldPath, side: Place["side"]): TextRange {
    const { start, end } = locate(workspace.tree(part).tree, path, side ?? "value");
    return { start, end };
  }

  /** Takes out what comments, annotations and settings silence, and says which suppressions are of no use. */
  function silence(file: SourceFile, marked: readonly Marked[]): Marked[] {
    const left = marked.filter(({ rendered, manifest }) => !annotationSilences(manifest, rendered.code));
    const [cluster] = file.clusters;
    if (cluster === undefined) return left;
    let shown = left;
    file.reading.parts.forEach((part, at) => {
      if (!part.text.includes("gateway-lens-disable")) return;
      if (part.manifests.length === 0) return;
      for (const directive of directives(workspace.tree(part).tree)) {
        const used = new Set<string>();
        shown = shown.filter(({ rendered, range, part: of }) => {
          if (of !== at || range.start < directive.covers.start || range.start > directive.covers.end) return true;
          if (directive.codes.length > 0 && !directive.codes.some(({ code }) => code === rendered.code)) return true;
          used.add(rendered.code);
          return false;
        });
        for (const finding of uselessCodes(directive.codes, directive.comment, used)) {
          const rendered = render(finding, findingsOf(cluster).context);
          if (rendered === undefined) continue;
          shown.push({
            rendered,
            range: finding.at as TextRange,
            cluster: undefined,
            part: at,
            manifest: part.manifests[0],
          });
        }
      }
    });
    return shown;
  }

  /** What several clusters say alike is said once, with their names where not all of the file's clusters say it. */
  function mergeClusters(file: SourceFile, marked: readonly Marked[]): Shown[] {
    const merged = new Map<
      string,
      { readonly first: Marked; readonly clusters: string[]; readonly because: Set<string> }
    >();
    for (const one of marked) {
      const { rendered, range, part, cluster } = one;
      const id = `${part} ${range.start} ${range.end} ${rendered.code} ${rendered.message}`;
      const known = merged.get(id);
      if (known === undefined) {
        const because = new Set(rendered.because === undefined ? [] : [rendered.because]);
        merged.set(id, { first: one, clusters: cluster === undefined ? [] : [cluster.name], because });
        continue;
      }
      if (rendered.because !== undefined) known.because.add(rendered.because);
      if (cluster !== undefined && !known.clusters.includes(cluster.name)) known.clusters.push(cluster.name);
    }
    return [...merged.values()].flatMap(({ first, clusters, because }) => {
      const severity = severityIn(file.project, first.rendered);
      if (severity === undefined) return [];
      const named = clusters.length > 0 && clusters.length < file.clusters.length ? { clusters } : {};
      // One mistake may be in the way of many objects: each of them says so in the cluster.
      const words = because.size > 1 ? { because: [...because].slice(0, mostWords).join("; ") } : {};
      const said = { ...diagnosticOf(file, first, severity), ...named, ...words };
      return [{ said, fixes: () => fixesOf(file.uri, first) }];
    });
  }

  function diagnosticOf(file: SourceFile, { rendered, range, part, cluster }: Marked, severity: Severity): Said {
    const start = file.reading.starts[part] ?? 0;
    return {
      range: { start: start + range.start, end: start + range.end },
      severity,
      code: rendered.code,
      message: rendered.message,
      ...(rendered.because === undefined ? {} : { because: rendered.because }),
      related: rendered.related.flatMap(({ at, message }): Related[] => {
        const place = cluster === undefined ? undefined : placeOf(cluster, at);
        return place === undefined ? [] : [{ ...place, message }];
      }),
      ...(rendered.tags === undefined ? {} : { tags: rendered.tags }),
    };
  }

  function placeOf(
    cluster: ClusterState,
    place: Place,
  ): { readonly uri: string; readonly range: TextRange } | undefined {
    const located = workspace.locate(cluster, keyText(place.object));
    if (located === undefined) return undefined;
    const { start, end } = locatePath(located.part, [...located.manifest.path, ...place.path], place.side);
    return { uri: located.file.uri, range: { start: located.start + start, end: located.start + end } };
  }

  function fixesOf(uri: string, { rendered, cluster, part, manifest, range }: Marked): readonly Fix[] {
    const file = workspace.file(uri);
    if (file === undefined) return [];
    const start = file.reading.starts[part] ?? 0;
    const shift = (at: Rendered["at"]) => ("object" in at ? at : { start: at.start + start, end: at.end + start });
    const door: TextDoor = {
      uri,
      settingsUri: `${file.project.root}/${settingsFile}`,
      text: (asked) => {
        const content = workspace.file(asked)?.content;
        return typeof content === "string" ? content : undefined;
      },
      manifest: (key) => {
        const id = keyText(key);
        const located =
          manifest?.id === id
            ? locateManifest(file, manifest)
            : cluster === undefined
              ? undefined
              : workspace.locate(cluster, id);
        if (located === undefined) return undefined;
        return {
          uri: located.file.uri,
          start: located.start,
          tree: workspace.tree(located.part).tree,
          path: located.manifest.path,
        };
      },
    };
    const plans: readonly FixPlan[] = [
      ...rendered.fixes(),
      ...suppression({ ...rendered, at: "object" in rendered.at ? rendered.at : range } as Rendered),
    ];
    return plans.flatMap((plan) => {
      const moved = { ...plan, changes: plan.changes.map((change) => movedChange(change, shift)) };
      return applyFix(moved, door) ?? [];
    });
  }

  function settingsFindings(uri: string, text: string): readonly Shown[] {
    const { tree, problems } = parse(text);
    const found = problems
      .filter(({ refused }) => refused)
      .map(({ range, message }) => textFinding("config-invalid", "error", range, message));
    for (const problem of workspace.configuration(uri)?.problems ?? []) {
      const side = problem.code === "config-unknown-key" ? "key" : "value";
      const { start, end } = locate(tree, problem.path, side);
      const severity = problem.code === "config-unknown-key" ? "warning" : "error";
      const { said } = textFinding(problem.code, severity, { start, end }, problem.message);
      found.push({ said, fixes: () => settingsFixes(uri, problem, { start, end }) });
    }
    return found.sort(byPosition);
  }

  return {
    update(most = Number.POSITIVE_INFINITY) {
      let left = 0;
      const clusters = workspace.clusters();
      for (const [cluster, known] of findings) {
        if (clusters.includes(cluster)) continue;
        known.update(Number.POSITIVE_INFINITY);
        findings.delete(cluster);
      }
      for (const cluster of clusters) left += findingsOf(cluster).update(most);
      return left;
    },
    updateFirst(uri) {
      const file = workspace.file(uri);
      for (const cluster of file?.clusters ?? []) {
        findingsOf(cluster).updateFirst((file?.manifests ?? []).map(({ manifest }) => manifest.id));
      }
    },
    of: (uri) => db.get(fileQuery, uri),
    affected(most = Number.POSITIVE_INFINITY) {
      for (const uri of workspace.takeTouched()) candidates.add(uri);
      for (const uri of db.takeStale(fileQuery)) candidates.add(uri);
      const changed: string[] = [];
      let looked = 0;
      for (const uri of candidates) {
        if (looked >= most) break;
        looked += 1;
        candidates.delete(uri);
        if (workspace.file(uri) === undefined) {
          if (published.delete(uri)) changed.push(uri);
          concerns.delete(uri);
          db.forget(fileQuery, uri);
          continue;
        }
        const now = newest(uri);
        if (published.get(uri) === now) continue;
        published.set(uri, now);
        changed.push(uri);
      }
      if (candidates.size === 0) db.sweep();
      return { uris: changed.sort(), left: candidates.size };
    },
    context: (cluster) => findingsOf(cluster).context,
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

function* uselessCodes(
  codes: readonly { readonly code: string; readonly range: TextRange }[],
  comment: TextRange,
  used: ReadonlySet<string>,
): Generator<CodedFinding> {
  if (codes.length === 0 && used.size === 0) yield { code: "suppression-unused", at: comment, args: { code: "" } };
  for (const { code, range } of codes) {
    if (!rules.some((rule) => rule.code === code)) {
      const meant = nearest(
        code,
        rules.map((rule) => rule.code),
      );
      yield { code: "suppression-unknown", at: range, args: meant === undefined ? { code } : { code, nearest: meant } };
    } else if (!used.has(code)) yield { code: "suppression-unused", at: range, args: { code } };
  }
}

const ignoreAnnotation = "gateway-lens.io/ignore";

function annotationSilences(manifest: Manifest | undefined, code: string): boolean {
  const metadata = manifest?.value.metadata;
  if (!isObject(metadata) || !isObject(metadata.annotations)) return false;
  const listed = metadata.annotations[ignoreAnnotation];
  return typeof listed === "string" && listed.split(",").some((word) => word.trim() === code || word.trim() === "*");
}

function severityIn(project: Project, { code, severity }: Rendered): Severity | undefined {
  const chosen = project.settings.rules?.[code];
  return chosen === "off" ? undefined : (chosen ?? severity);
}

function textFinding(code: string, severity: Severity, range: TextRange, message: string): Shown {
  return { said: { range, severity, code, message, related: [] }, fixes: () => [] };
}

function settingsFixes(uri: string, { code, expected, path }: SettingsProblem, range: TextRange): readonly Fix[] {
  if (code !== "config-unknown-key") {
    return expected.map((value) => ({ title: `Write ${value}`, edits: [{ uri, edits: [{ range, newText: value }] }] }));
  }
  const meant = nearest(String(path.at(-1)), expected);
  if (meant === undefined) return [];
  return [{ title: `Change to "${meant}"`, edits: [{ uri, edits: [{ range, newText: meant }] }], preferred: true }];
}

/**
 * Fixes are worked out whenever somebody reads them: most never are, and what they edit in other files may move while the
 * finding stays. They do not take part in comparing diagnostics.
 */
function withFixes(diagnostic: Said, compute: () => readonly Fix[]): Diagnostic {
  return Object.defineProperty({ ...diagnostic } as Diagnostic, "fixes", { enumerable: false, get: compute });
}

function movedChange(
  change: FixPlan["changes"][number],
  shift: (at: Rendered["at"]) => Rendered["at"],
): FixPlan["changes"][number] {
  if ("replace" in change) return { ...change, replace: shift(change.replace) as TextRange };
  if ("removeKeyAt" in change) return { removeKeyAt: shift(change.removeKeyAt) as TextRange };
  if ("suppress" in change && !("object" in change.at)) return { ...change, at: shift(change.at) as TextRange };
  return change;
}

function byPosition({ said: a }: Shown, { said: b }: Shown): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
