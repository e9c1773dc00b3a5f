import type { Settings } from "../../../shared/src/settings.ts";
import { type Analysis, createAnalysis } from "../analysis.ts";
import type { Sources } from "./sources.ts";
import type { Terminal } from "./terminal.ts";
import { type ClusterFlags, overridesOf, UsageError } from "./usage.ts";

/** What the sources say, before anything is looked for in them. */
export function load(sources: Sources, flags: ClusterFlags, more: Settings = {}): Analysis {
  const analysis = createAnalysis();
  analysis.apply({ folders: [sources.folder], files: sources.files, overrides: { ...overridesOf(flags), ...more } });
  return analysis;
}

/** Looks for findings, saying how far it is where somebody watches. */
export function analyse(sources: Sources, flags: ClusterFlags, terminal: Terminal, more: Settings = {}): Analysis {
  const analysis = load(sources, flags, more);
  let shown = 0;
  for (const { done, total } of analysis.work()) {
    const percent = Math.floor((done / Math.max(total, 1)) * 100);
    if (percent === shown) continue;
    shown = percent;
    terminal.progress(`analysing: ${percent} %`);
  }
  terminal.progress("");
  const { zone } = flags;
  const zones = analysis
    .snapshot()
    .clusters()
    .map(({ name }) => name);
  if (zone !== undefined && !zones.includes(zone)) {
    throw new UsageError(`--zone ${zone}: .gateway-lens.yaml describes ${zones.join(", ")}`);
  }
  return analysis;
}
