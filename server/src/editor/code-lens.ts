import type { TextRange } from "../diagnostic.ts";
import type { Generated } from "../kuma/place.ts";
import type { Located, Workspace } from "../workspace/workspace.ts";
import { glanceIn } from "./glance.ts";
import type { Mentions } from "./mentions.ts";
import { becoming } from "./outcome.ts";
import { locatedIn, rangeIn } from "./place.ts";
import { usesOf } from "./symbol.ts";

/** A line above a thing that says something about it. */
export interface CodeLens {
  readonly range: TextRange;
  readonly title: string;
  /** The place whose references, or whose generated resources, a click shows. */
  readonly at: number;
  /** What a click shows. */
  readonly shows: "generated" | "references";
}

/** What becomes of each object, how many routes a listener has, and who refers to a Service. */
export function codeLenses(workspace: Workspace, mentions: Mentions, uri: string): readonly CodeLens[] {
  const file = workspace.file(uri);
  const [cluster] = file?.clusters ?? [];
  if (file === undefined || cluster === undefined) return [];
  return locatedIn(file).flatMap((place): CodeLens[] => {
    const { key } = place.manifest;
    const kindRange = glanceIn(workspace, place, ["kind"]).range;
    if (key.kind === "Service" && key.group === "") {
      const uses = usesOf(workspace, mentions, file.clusters, { target: key, path: [] });
      if (uses.length === 0) return [];
      return [
        {
          range: kindRange,
          title: count(uses.length, "reference"),
          at: namePlace(workspace, place),
          shows: "references",
        },
      ];
    }
    const { reconciled, generated, statuses } = becoming(cluster.view, key);
    if (!reconciled || key.kind === "GatewayClass") return [];
    const at = namePlace(workspace, place);
    const lenses: CodeLens[] = [{ range: kindRange, title: describeGenerated(generated), at, shows: "generated" }];
    for (const { index, attachedRoutes, of } of statuses) {
      if (index === undefined || attachedRoutes === undefined || !of.startsWith("listener ")) continue;
      const range = rangeIn(workspace, place, ["spec", "listeners", index], "key").range;
      const name = rangeIn(workspace, place, ["spec", "listeners", index, "name"]).range.start;
      lenses.push({ range, title: count(attachedRoutes, "attached route"), at: name, shows: "references" });
    }
    return lenses;
  });
}

function namePlace(workspace: Workspace, place: Located): number {
  return glanceIn(workspace, place, ["metadata", "name"]).range.start;
}

function describeGenerated(generated: readonly Generated[]): string {
  if (generated.length === 0) return "Kuma generates nothing";
  const kinds = new Map<string, number>();
  for (const { key } of generated) kinds.set(key.kind, (kinds.get(key.kind) ?? 0) + 1);
  return `Kuma generates ${[...kinds].map(([kind, times]) => (times === 1 ? kind : `${times} × ${kind}`)).join(", ")}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
