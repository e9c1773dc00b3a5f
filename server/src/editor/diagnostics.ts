import type { Diagnostic, Fix } from "../diagnostic.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Input, Query } from "../workspace/database.ts";
import { deepEqual } from "../workspace/equal.ts";
import { Interrupted } from "../workspace/interruption.ts";
import { isSettingsFile, type SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type ClusterFindings, createClusterFindings } from "./findings.ts";
import { createMarks } from "./marks.ts";
import { settingsFindings } from "./settings-findings.ts";
import { byPosition, mergeClusters, type Said, type Shown } from "./shown.ts";
import { silence } from "./suppressions.ts";

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

export function createDiagnostics(workspace: Workspace): Diagnostics {
  const { db } = workspace;
  const findings = new Map<ClusterState, ClusterFindings>();
  const published = new Map<string, readonly Diagnostic[]>();
  /** Files whose diagnostics may be others than what is published. */
  const candidates = new Set<string>();
  const marksOf = createMarks(workspace, findingsOf);
  const contextOf = (cluster: ClusterState) => findingsOf(cluster).context;
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
    if (typeof file.content !== "string") return [leftOut(file.content.unread)];
    const shown = isSettingsFile(file.uri)
      ? settingsFindings(file.uri, file.content, workspace.configuration(file.uri)?.problems ?? [])
      : mergeClusters(workspace, file, silence(workspace, file, marksOf(file), contextOf));
    return [...shown].sort(byPosition);
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
    context: contextOf,
  };
}

function leftOut(why: string): Shown {
  const message = `This file was left out: ${why}.`;
  const said: Said = { range: { start: 0, end: 0 }, severity: "warning", code: "limit-reached", message, related: [] };
  return { said, fixes: () => [] };
}

/**
 * Fixes are worked out whenever somebody reads them: most never are, and what they edit in other files may move while the
 * finding stays. They do not take part in comparing diagnostics.
 */
function withFixes(diagnostic: Said, compute: () => readonly Fix[]): Diagnostic {
  return Object.defineProperty({ ...diagnostic } as Diagnostic, "fixes", { enumerable: false, get: compute });
}
