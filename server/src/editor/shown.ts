import type { Diagnostic, Fix, Related, Severity } from "../diagnostic.ts";
import type { Rendered } from "../rules/render.ts";
import type { Project } from "../workspace/project.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { fixesOf } from "./fixes.ts";
import type { Marked } from "./marks.ts";
import { rangeOfPlace } from "./place.ts";

export type Said = Omit<Diagnostic, "fixes">;

/** A finding as its reader is shown it. Fixes are worked out when somebody asks. */
export interface Shown {
  readonly said: Said;
  readonly fixes: () => readonly Fix[];
}

/** Nobody reads more of the cluster's words about one mistake. */
const mostWords = 50;

/** What several clusters say alike is said once, with their names where not all of the file's clusters say it. */
export function mergeClusters(workspace: Workspace, file: SourceFile, marked: readonly Marked[]): Shown[] {
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
    const said = { ...saidOf(workspace, file, first, severity), ...named, ...words };
    return [{ said, fixes: () => fixesOf(workspace, file.uri, first) }];
  });
}

function severityIn(project: Project, { code, severity }: Rendered): Severity | undefined {
  const chosen = project.settings.rules?.[code];
  return chosen === "off" ? undefined : (chosen ?? severity);
}

function saidOf(
  workspace: Workspace,
  file: SourceFile,
  { rendered, range, part, cluster }: Marked,
  severity: Severity,
): Said {
  const start = file.reading.starts[part] ?? 0;
  return {
    range: { start: start + range.start, end: start + range.end },
    severity,
    code: rendered.code,
    message: rendered.message,
    ...(rendered.because === undefined ? {} : { because: rendered.because }),
    related: rendered.related.flatMap(({ at, message }): Related[] => {
      const place = cluster === undefined ? undefined : rangeOfPlace(workspace, cluster, at);
      return place === undefined ? [] : [{ ...place, message }];
    }),
    ...(rendered.tags === undefined ? {} : { tags: rendered.tags }),
  };
}

export function byPosition({ said: a }: Shown, { said: b }: Shown): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
