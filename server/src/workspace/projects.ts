import type { Settings } from "../../../shared/src/settings.ts";
import { readValues } from "../yaml/read.ts";
import { type ClusterState, createClusterState } from "./cluster-state.ts";
import type { Placed } from "./cluster-store.ts";
import type { Database, Input } from "./database.ts";
import { deepEqual } from "./equal.ts";
import {
  type ClusterSpec,
  type Configuration,
  configurationOf,
  configuredFolder,
  governing,
  type Project,
  projectOf,
  relativePath,
} from "./project.ts";
import type { FileContent } from "./source-file.ts";
import type { Change } from "./workspace.ts";

/** The projects of a workspace and the clusters that their settings describe. */
export interface Projects {
  /** The host's settings or the workspace's folders are others. Like `configure` it counts from the next `rebuild` on. */
  use(change: Change): void;
  /** A file has changed or gone: its settings, if it holds any, are others. */
  configure(uri: string, content: FileContent | undefined): void;
  /** The clusters there are now, where they may be others than before, or others' files. */
  rebuild(): readonly ClusterState[] | undefined;
  /** The project whose settings hold for a file. */
  governing(uri: string): Project;
  /** The clusters of the project that a file is applied to. */
  clustersFor(project: Project, uri: string): readonly ClusterState[];
  /** Recorded. */
  clusters(): readonly ClusterState[];
  /** Of the project that the cluster is part of. Recorded. */
  of(cluster: ClusterState): Project;
  /** What a settings file says, and what is wrong with it. */
  configuration(uri: string): Configuration | undefined;
}

/** `before`: whether a manifest is applied before another one. */
export function createProjects(db: Database, before: (a: Placed, b: Placed) => number): Projects {
  const configurations = new Map<string, Configuration>();
  /** The last settings of a folder that were good. */
  const lastGood = new Map<string, Settings>();
  let hostSettings: Settings = {};
  let overrides: Settings = {};
  let folders: readonly string[] = [];
  let isDirty = true;
  let projects = new Map<string, Project>();
  let clusters: readonly ClusterState[] = [];

  const clustersInput: Input<"all", readonly ClusterState[]> = {
    name: "clusters",
    read: () => clusters,
    equals: Object.is,
  };
  const projectInput: Input<string, Project | undefined> = {
    name: "project",
    read: (root) => projects.get(root),
    equals: deepEqualProjects,
  };

  return {
    use(change) {
      if (change.settings !== undefined && !deepEqual(change.settings, hostSettings)) {
        hostSettings = change.settings;
        isDirty = true;
      }
      if (change.overrides !== undefined && !deepEqual(change.overrides, overrides)) {
        overrides = change.overrides;
        isDirty = true;
      }
      if (change.folders !== undefined && !deepEqual(change.folders, folders)) {
        folders = change.folders.map((folder) => folder.replace(/\/$/, ""));
        isDirty = true;
      }
    },
    configure(uri, content) {
      const folder = configuredFolder(uri);
      if (folder === undefined) return;
      isDirty = true;
      if (content === undefined) {
        configurations.delete(uri);
        lastGood.delete(folder);
        return;
      }
      if (typeof content !== "string") return;
      const { value, clean } = readValues(content);
      const configuration =
        value === undefined && !clean ? { settings: undefined, problems: [] } : configurationOf(value);
      configurations.set(uri, configuration);
      if (configuration.settings !== undefined) lastGood.set(folder, configuration.settings);
      else if (!lastGood.has(folder)) lastGood.set(folder, {});
    },
    rebuild() {
      if (!isDirty) return undefined;
      isDirty = false;
      const old = projects;
      // In an order that does not depend on which file was read first: the first cluster is what is shown unless asked.
      const roots = new Set(["", ...folders, ...[...lastGood.keys()].sort()]);
      projects = new Map(
        [...roots].map((root) => [root, projectOf(root, [hostSettings, lastGood.get(root)], overrides)]),
      );
      const known = new Map(clusters.map((cluster) => [cluster.id, cluster]));
      clusters = [...projects.values()].flatMap((project) =>
        project.clusters.map((spec) => {
          const id = idOf(project, spec);
          return known.get(id) ?? createClusterState(db, id, spec, before);
        }),
      );
      db.touch(clustersInput, "all");
      for (const root of new Set([...old.keys(), ...projects.keys()])) db.touch(projectInput, root);
      return clusters;
    },
    governing: (uri) => governing(projects, uri) ?? projectOf("", [hostSettings], overrides),
    clustersFor(project, uri) {
      const path = relativePath(project.root, uri);
      if (project.isIgnored(path)) return [];
      return project.clusters.flatMap((spec) => {
        if (!spec.includes(path)) return [];
        const id = idOf(project, spec);
        return clusters.find((cluster) => cluster.id === id) ?? [];
      });
    },
    clusters: () => db.read(clustersInput, "all"),
    of(cluster) {
      const root = rootOf(cluster);
      return db.read(projectInput, root) ?? projectOf(root, [hostSettings], overrides);
    },
    configuration: (uri) => configurations.get(uri),
  };
}

function idOf({ root }: Project, { name, signature }: ClusterSpec): string {
  return `${root}|${name}|${signature}`;
}

/** Of the project that a cluster is part of: its id begins with that. */
export function rootOf({ id }: ClusterState): string {
  return id.slice(0, id.indexOf("|"));
}

function deepEqualProjects(a: Project | undefined, b: Project | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.root === b.root && deepEqual(a.settings, b.settings));
}
