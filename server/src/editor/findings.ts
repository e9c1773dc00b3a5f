import { keyOf, keyText, type ObjectKey } from "../kubernetes/object.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import type { Problem } from "../kuma/problem.ts";
import type { View } from "../kuma/view.ts";
import { withConsequences } from "../rules/consequences.ts";
import { check, type Rendered, render } from "../rules/render.ts";
import type { CodedFinding, RuleContext, World } from "../rules/rule.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { type Admitted, winnerOf } from "../workspace/cluster-store.ts";
import type { Input, Query } from "../workspace/database.ts";
import { deepEqual } from "../workspace/equal.ts";
import { Interrupted } from "../workspace/interruption.ts";
import type { Manifest } from "../workspace/manifest.ts";
import { outcomeOf } from "../workspace/root.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What is said about one object of a cluster, in words, before it is looked up where that is written. */
export interface ObjectReport {
  /** What the words and the fixes are made of: two reports are only the same where this is. */
  readonly findings: readonly CodedFinding[];
  /** About the object as the cluster holds it: marked where its deciding manifest is written. */
  readonly deciding: Admitted | undefined;
  readonly object: readonly Rendered[];
  /** About a manifest itself: what the API server refuses of it, that another one overwrites it. */
  readonly manifests: readonly { readonly admitted: Admitted; readonly rendered: readonly Rendered[] }[];
}

/** The findings of a cluster: computed per object, and handed to the objects that they are about. */
export interface ClusterFindings {
  readonly context: RuleContext;
  /** `undefined`: nothing to say, as long as `onConcern` does not tell otherwise. Recorded where there is something. */
  report(id: string): ObjectReport | undefined;
  /** Recomputes what changes of the cluster may have altered; at most `most` objects at a time, returns how many are left. */
  update(most: number): number;
  /** The same for these objects, now; what is left of the others is left to `update`. */
  updateFirst(ids: Iterable<string>): void;
}

const noFindings: readonly CodedFinding[] = [];
const noRendered: readonly Rendered[] = [];
const nothing: ObjectReport = { findings: noFindings, deciding: undefined, object: noRendered, manifests: [] };

/** `onConcern` is told of every file about which there is suddenly something else to say. */
export function createClusterFindings(
  workspace: Workspace,
  cluster: ClusterState,
  onConcern: (uri: string) => void,
): ClusterFindings {
  const { db } = workspace;
  const context: RuleContext = { ...cluster.view, world: worldOf(workspace, cluster) };
  const bySource = new Map<string, readonly CodedFinding[]>();
  const byTarget = new Map<string, ReadonlyMap<string, readonly CodedFinding[]>>();
  const pending = new Set<string>();

  /** What the translation of an object and the rules find; it may be about other objects too. */
  const found: Query<string, readonly CodedFinding[]> = {
    name: "findings",
    run(_, id) {
      const object = cluster.store.object(id);
      if (object === undefined) return noFindings;
      const findings: CodedFinding[] = [...problemsOf(cluster.view, keyOf(object))];
      for (const finding of check(object, context)) findings.push(finding);
      return findings.length === 0 ? noFindings : findings;
    },
    equals: deepEqual,
  };
  const target: Input<string, ReadonlyMap<string, readonly CodedFinding[]> | undefined> = {
    name: "findings about",
    read: (id) => byTarget.get(id),
    equals: Object.is,
  };
  const reported: Query<string, ObjectReport> = {
    name: "report",
    run(_, id) {
      const all = cluster.store.manifestsOf(id);
      if (all.length === 0) return nothing;
      const deciding = winnerOf(all);
      const about = db.read(target, id);
      const findings = about === undefined ? noFindings : [...about.values()].flat();
      const object = about === undefined ? noRendered : inWords(findings, context);
      const manifests = all.flatMap((admitted) => {
        const rendered = inWords([...admitted.findings, ...duplicates(admitted, deciding)], context);
        return rendered.length === 0 ? [] : [{ admitted, rendered }];
      });
      return { findings, deciding, object, manifests };
    },
    equals: sameReport,
  };
  db.observe(found);

  function distribute(source: string, findings: readonly CodedFinding[]): void {
    const before = bySource.get(source) ?? noFindings;
    if (before === findings) return;
    if (findings.length === 0) bySource.delete(source);
    else bySource.set(source, findings);
    const after = new Map<string, CodedFinding[]>();
    for (const finding of findings) {
      const id = "object" in finding.at ? keyText(finding.at.object) : source;
      const list = after.get(id);
      if (list === undefined) after.set(id, [finding]);
      else list.push(finding);
    }
    const touched = new Set(after.keys());
    for (const finding of before) touched.add("object" in finding.at ? keyText(finding.at.object) : source);
    for (const id of touched) {
      const sources = new Map(byTarget.get(id));
      const mine = after.get(id);
      if (mine === undefined) sources.delete(source);
      else sources.set(source, mine);
      // In an order that does not depend on which object was looked at first.
      if (sources.size === 0) byTarget.delete(id);
      else byTarget.set(id, new Map([...sources].sort(([a], [b]) => (a < b ? -1 : 1))));
      db.touch(target, id);
      concern(id);
    }
  }

  function concern(id: string): void {
    for (const { uri } of cluster.store.peekManifests(id)) onConcern(uri);
  }

  function takePending(): void {
    for (const id of cluster.takeChanged()) {
      pending.add(id);
      concern(id);
    }
    for (const id of db.takeStale(found)) pending.add(id);
  }

  function refresh(id: string): void {
    pending.delete(id);
    if (cluster.store.peek(id) === undefined) {
      db.forget(found, id);
      distribute(id, noFindings);
      return;
    }
    try {
      distribute(id, db.get(found, id));
    } catch (error) {
      if (error instanceof Interrupted) pending.add(id);
      throw error;
    }
  }

  return {
    context,
    report(id) {
      const all = cluster.store.peekManifests(id);
      const silent = !byTarget.has(id) && all.length === 1 && all[0]?.findings.length === 0;
      return silent ? undefined : db.get(reported, id);
    },
    update(most) {
      takePending();
      let done = 0;
      for (const id of pending) {
        if (done >= most) break;
        done += 1;
        refresh(id);
      }
      return pending.size;
    },
    updateFirst(ids) {
      takePending();
      for (const id of ids) if (pending.has(id)) refresh(id);
    },
  };
}

/** Of the translation, and for a Gateway also of the MeshGatewayInstance that nobody but Kuma writes. */
function problemsOf(view: View, key: ObjectKey): readonly Problem[] {
  const outcome = outcomeOf(view, key);
  const problems = outcome === undefined ? [] : withConsequences(key, outcome);
  if (key.kind !== "Gateway" || view.cluster.lookup(meshGatewayInstanceKind, key.namespace, key.name) !== "absent") {
    return problems;
  }
  const { group, kind } = meshGatewayInstanceKind;
  const instance = { ...key, group, kind };
  const ofInstance = outcomeOf(view, instance);
  return ofInstance === undefined ? problems : [...problems, ...withConsequences(instance, ofInstance)];
}

/** Manifests are compared by identity: files look for theirs in a report. */
function sameReport(before: ObjectReport, after: ObjectReport): boolean {
  return (
    before.deciding === after.deciding &&
    before.manifests.length === after.manifests.length &&
    before.manifests.every(({ admitted }, at) => admitted === after.manifests[at]?.admitted) &&
    deepEqual(before, after)
  );
}

function inWords(findings: readonly CodedFinding[], context: RuleContext): readonly Rendered[] {
  const rendered = findings.flatMap((finding) => render(finding, context) ?? []);
  return rendered.length === 0 ? noRendered : rendered;
}

function duplicates(admitted: Admitted, deciding: Admitted | undefined): readonly CodedFinding[] {
  if (deciding === undefined || admitted === deciding || admitted.manifest.key.name === "") return noFindings;
  const { key, value } = admitted.manifest;
  // Whichever is applied, the cluster holds the same.
  if (deepEqual(value, deciding.manifest.value)) return noFindings;
  return [
    {
      code: "resource-duplicate",
      at: { object: key, path: ["metadata", "name"], side: "value" },
      args: { kind: key.kind, namespace: key.namespace, name: key.name, other: nearness(admitted.uri, deciding.uri) },
      related: [
        { at: { object: key, path: ["metadata", "name"] }, message: "This manifest is applied later, and wins." },
      ],
    },
  ];
}

function nearness(uri: string, other: string): "same file" | "same folder" | "elsewhere" {
  if (uri === other) return "same file";
  const folder = (of: string) => of.slice(0, of.lastIndexOf("/"));
  return folder(uri) === folder(other) ? "same folder" : "elsewhere";
}

function decidingManifest({ store }: ClusterState, key: ObjectKey): Manifest | undefined {
  return winnerOf(store.manifestsOf(keyText(key)))?.manifest;
}

function worldOf(workspace: Workspace, cluster: ClusterState): World {
  const others = () =>
    workspace.clusters().filter((other) => other !== cluster && workspace.projectOf(other) === project());
  const holds = ({ view }: ClusterState, key: ObjectKey) =>
    view.cluster.lookup({ ...key, namespaced: key.namespace !== "" }, key.namespace, key.name);
  const project = () => workspace.projectOf(cluster);
  const spec = () => project().clusters.find(({ name }) => name === cluster.name) ?? cluster.spec;
  return {
    cluster: cluster.name,
    get complete() {
      return spec().complete;
    },
    get upgradeTo() {
      return project().upgradeTo as NonNullable<World["upgradeTo"]>;
    },
    isExternal: (key: ObjectKey) => project().isExternal(key),
    elsewhere: (key: ObjectKey) =>
      others()
        .filter((other) => holds(other, key) !== "absent")
        .map(({ name }) => name),
    laterClustersOfOtherRelease(key) {
      const clusters = workspace.clusters();
      const mine = cluster.spec.controlPlane.behavior;
      return (
        others()
          .filter((other) => clusters.indexOf(other) > clusters.indexOf(cluster))
          .filter((other) => other.spec.controlPlane.behavior !== mine && holds(other, key) === "present")
          // What each cluster has written for itself may well become something else.
          .filter((other) => decidingManifest(other, key) === decidingManifest(cluster, key))
          .map(({ name, view }) => ({ cluster: name, view }))
      );
    },
  };
}
