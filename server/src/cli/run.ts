import type { Settings } from "../../../shared/src/settings.ts";
import { type Analysis, createAnalysis, type Snapshot } from "../analysis.ts";
import type { Sources } from "./sources.ts";
import type { Terminal } from "./terminal.ts";
import { type ClusterFlags, overridesOf, UsageError } from "./usage.ts";

/** What the sources say, before anything is looked for in them. */
function load(sources: Sources, flags: ClusterFlags, more: Settings = {}): Analysis {
  const analysis = createAnalysis();
  analysis.apply({ folders: [sources.folder], files: sources.files, overrides: { ...overridesOf(flags), ...more } });
  return analysis;
}

/** Looks for findings, saying how far it is where somebody watches. */
export function analyse(sources: Sources, flags: ClusterFlags, terminal: Terminal, more: Settings = {}): Analysis {
  const analysis = load(sources, flags, more);
  let shown = 0;
  for (let progress = analysis.workSome(); progress !== undefined; progress = analysis.workSome()) {
    const percent = Math.floor((progress.done / Math.max(progress.total, 1)) * 100);
    if (percent === shown) continue;
    shown = percent;
    terminal.progress(`analysing: ${percent} %`);
  }
  terminal.progress("");
  requireZone(analysis.snapshot(), flags.zone);
  for (const note of bundleNotes(analysis.snapshot())) terminal.err(note);
  return analysis;
}

/** Each once. */
function bundleNotes(snapshot: Pick<Snapshot, "clusters">): ReadonlySet<string> {
  return new Set(
    snapshot.clusters().flatMap(({ gatewayApi, takenFor }) => {
      if (takenFor === undefined) return [];
      return [`gateway-lens: Gateway API ${gatewayApi} is taken for ${takenFor}, the last patch of its minor\n`];
    }),
  );
}

/** A zone that nobody described would stand for all of them. */
function requireZone(snapshot: Pick<Snapshot, "clusters">, zone: string | undefined): void {
  const zones = snapshot.clusters().map(({ name }) => name);
  if (zone !== undefined && !zones.includes(zone)) {
    throw new UsageError(`--zone ${zone}: .gateway-lens.yaml describes ${zones.join(", ")}`);
  }
}

/** What can be told of the sources without looking for findings. */
export function glance(sources: Sources, flags: ClusterFlags): Snapshot {
  const snapshot = load(sources, flags).glance();
  requireZone(snapshot, flags.zone);
  return snapshot;
}
