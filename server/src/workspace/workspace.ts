import type { Settings } from "../../../shared/src/settings.ts";
import type { TextRange } from "../diagnostic.ts";
import type { FieldPath } from "../kubernetes/object.ts";
import type { Side } from "../yaml/locate.ts";
import type { Parsed } from "../yaml/parse.ts";
import { type ClusterState, createClusterState } from "./cluster-state.ts";
import { type Placed, winnerOf } from "./cluster-store.ts";
import { createDatabase, type Database, type DatabaseOptions, type Input } from "./database.ts";
import { sameItems } from "./equal.ts";
import { createInterruption, type Interruption } from "./interruption.ts";
import { createKustomizations, type Kustomizations } from "./kustomize.ts";
import { type ClusterSpec, type Configuration, configuredFolder, type Project } from "./project.ts";
import { createProjects, rootOf } from "./projects.ts";
import { createRanges, createTrees, type FileReading, type PartReading, readFile } from "./reading.ts";
import { type FileContent, type Located, locateManifest, type SourceFile } from "./source-file.ts";

/** What happened since the last change. Applying costs next to nothing; work is done when a snapshot is asked. */
export interface Change {
  /** By uri; `undefined` removes the file. The newest text wins: an open editor's buffer replaces what is on disk. */
  readonly files?: ReadonlyMap<string, FileContent | undefined>;
  /** Settings of the host (an editor's, or the flags of a command line), for files that no `.gateway-lens.yaml` governs. */
  readonly settings?: Settings;
  /** Settings that win over every `.gateway-lens.yaml` (the flags of a command line). */
  readonly overrides?: Settings;
  /** Folders of the workspace: file globs and the order of files are relative to them. */
  readonly folders?: readonly string[];
}

/** Everything that is known of the files, and of the clusters that they make. */
export interface Workspace extends Pick<Interruption, "checkpoint" | "map" | "once"> {
  readonly db: Database;
  apply(change: Change): void;
  /** Brings files and clusters up to date, at most `most` files at a time; returns how many files are left. */
  settle(most?: number): number;
  /** Files that appeared, changed or went since this was last called. */
  takeTouched(): readonly string[];
  /** What `takeTouched` tells, for one who keeps something of its own about all files: begins with those there are. */
  follow(): () => readonly string[];
  uris(): readonly string[];
  /** Recorded. */
  file(uri: string): SourceFile | undefined;
  /** Recorded. */
  clusters(): readonly ClusterState[];
  /** Of the project that the cluster is part of. Recorded. */
  projectOf(cluster: ClusterState): Project;
  /** A cluster with the same manifests and another control plane. */
  variant(cluster: ClusterState, spec: ClusterSpec): ClusterState;
  /** Where the manifest that decides an object is written. Recorded. */
  locate(cluster: ClusterState, id: string): Located | undefined;
  tree(part: PartReading): Parsed;
  /** Where a place of a document stands in it. `glance` may know without a tree. */
  rangeOf(part: PartReading, path: FieldPath, side: Side, glance?: () => TextRange | undefined): TextRange;
  /** What a settings file says, and what is wrong with it. */
  configuration(uri: string): Configuration | undefined;
}

interface FileState {
  content: FileContent;
  source: SourceFile | undefined;
  placed: Map<ClusterState, readonly Placed[]>;
}

/** A cluster under another control plane. */
interface Variant {
  readonly base: ClusterState;
  readonly state: ClusterState;
  readonly signature: string;
  /** Files whose manifests it does not have yet. */
  readonly left: Set<string>;
}

const mostVariants = 2;
const noReading: FileReading = { text: "", parts: [], starts: [] };

export interface WorkspaceOptions extends Pick<DatabaseOptions, "onRun"> {
  readonly interruption?: Interruption;
}

export function createWorkspace(options: WorkspaceOptions = {}): Workspace {
  const interruption = options.interruption ?? createInterruption();
  const { checkpoint, isUnderWay, map, once } = interruption;
  const db = createDatabase({ ...options, checkpoint, isUnderWay });
  const tree = createTrees();
  const rangeOf = createRanges(tree, checkpoint);
  const files = new Map<string, FileState>();
  const kustomizations: Kustomizations = createKustomizations();
  const dirty = new Set<string>();
  let touched = new Set<string>();
  const followers: Set<string>[] = [];
  const projects = createProjects(db, before);
  let variants: readonly Variant[] = [];
  let sortedUris: readonly string[] | undefined;

  const fileInput: Input<string, SourceFile | undefined> = {
    name: "file",
    read: (uri) => files.get(uri)?.source,
    equals: Object.is,
  };

  /** Files are applied in path order, their documents as they stand. */
  function before(a: Placed, b: Placed): number {
    if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
    const written = files.get(a.uri)?.source?.manifests ?? [];
    const place = ({ manifest }: Placed) => written.findIndex((other) => other.manifest === manifest);
    return place(a) - place(b);
  }

  function touch(uri: string): void {
    touched.add(uri);
    for (const follower of followers) follower.add(uri);
  }

  function rebuildProjects(): void {
    const clusters = projects.rebuild();
    if (clusters === undefined) return;
    variants = variants.filter(({ base }) => clusters.includes(base));
    // Which clusters a file belongs to may have changed, so each is looked at again; reading is not repeated.
    for (const uri of files.keys()) dirty.add(uri);
  }

  function readDirty(uris: readonly string[]): void {
    const removed = new Map<ClusterState, Placed[]>();
    const added = new Map<ClusterState, Placed[]>();
    for (const uri of uris) {
      dirty.delete(uri);
      touch(uri);
      const state = files.get(uri);
      if (state === undefined) continue;
      const source = sourceOf(uri, state);
      const changed = state.source !== source;
      state.source = source;
      if (!changed) continue;
      const targets = withVariants(source.clusters);
      for (const [cluster, old] of state.placed) {
        if (!targets.includes(cluster)) {
          push(removed, cluster, old);
          state.placed.delete(cluster);
        }
      }
      for (const cluster of targets) place(cluster, state, source, removed, added);
    }
    for (const cluster of new Set([...removed.keys(), ...added.keys()])) {
      cluster.update(removed.get(cluster) ?? [], added.get(cluster) ?? []);
    }
    for (const uri of uris) db.touch(fileInput, uri);
  }

  function sourceOf(uri: string, state: FileState): SourceFile {
    const old = state.source;
    const project = projects.governing(uri);
    const isSettings = configuredFolder(uri) !== undefined;
    const patched = kustomizations.isPatch(uri);
    const reading =
      typeof state.content !== "string" || isSettings || patched ? noReading : readFile(state.content, old?.reading);
    const members = isSettings ? [] : projects.clustersFor(project, uri);
    const clustersSame = old !== undefined && sameItems(old.clusters, members);
    if (
      old !== undefined &&
      old.reading === reading &&
      clustersSame &&
      old.project === project &&
      old.content === state.content
    ) {
      return old;
    }
    const manifests =
      old?.reading === reading
        ? old.manifests
        : reading.parts.flatMap((part, at) => part.manifests.map((manifest) => ({ manifest, part: at })));
    return {
      uri,
      content: state.content,
      reading,
      project,
      clusters: clustersSame ? old.clusters : members,
      manifests,
    };
  }

  function place(
    cluster: ClusterState,
    state: FileState,
    source: SourceFile,
    removed: Map<ClusterState, Placed[]>,
    added: Map<ClusterState, Placed[]>,
  ): void {
    const old = state.placed.get(cluster);
    if (
      old !== undefined &&
      old.length === source.manifests.length &&
      old.every((one, at) => one.manifest === source.manifests[at]?.manifest)
    )
      return;
    const known = new Map(old?.map((one) => [one.manifest, one]));
    // Of two manifests of one object the later one wins: where they only trade places, both are placed anew.
    const ids = new Set<string>();
    const twice = new Set<string>();
    for (const { manifest } of source.manifests) (ids.has(manifest.id) ? twice : ids).add(manifest.id);
    const now = source.manifests.map(({ manifest }) => {
      const one = known.get(manifest);
      if (one !== undefined && !twice.has(manifest.id)) {
        known.delete(manifest);
        return one;
      }
      const fresh = { uri: source.uri, manifest };
      push(added, cluster, [fresh]);
      return fresh;
    });
    state.placed.set(cluster, now);
    push(removed, cluster, [...known.values()]);
  }

  function withVariants(members: readonly ClusterState[]): readonly ClusterState[] {
    if (variants.length === 0) return members;
    return [...members, ...variants.filter(({ base }) => members.includes(base)).map(({ state }) => state)];
  }

  function variantOf(base: ClusterState, spec: ClusterSpec): Variant {
    const signature = `${base.id} as ${spec.signature}`;
    const known = variants.find((variant) => variant.signature === signature);
    if (known !== undefined) return known;
    const state = createClusterState(db, `${rootOf(base)}|${signature}`, spec, before);
    const variant = { base, state, signature, left: new Set(files.keys()) };
    variants = [...variants.slice(-(mostVariants - 1)), variant];
    return variant;
  }

  function forgetFile(uri: string): void {
    const state = files.get(uri);
    if (state === undefined) return;
    files.delete(uri);
    dirty.delete(uri);
    touch(uri);
    sortedUris = undefined;
    for (const [cluster, old] of state.placed) cluster.update(old, []);
    db.touch(fileInput, uri);
  }

  const workspace: Workspace = {
    db,
    checkpoint,
    map,
    once,
    tree,
    rangeOf,
    apply(change) {
      interruption.changed();
      projects.use(change);
      for (const [uri, content] of change.files ?? []) {
        projects.configure(uri, content);
        for (const patch of kustomizations.update(uri, typeof content === "string" ? content : undefined)) {
          if (files.has(patch)) dirty.add(patch);
        }
        if (content === undefined) {
          forgetFile(uri);
          continue;
        }
        const state = files.get(uri);
        if (state === undefined) {
          files.set(uri, { content, source: undefined, placed: new Map() });
          sortedUris = undefined;
        } else state.content = content;
        dirty.add(uri);
      }
    },
    settle(most = Number.POSITIVE_INFINITY) {
      rebuildProjects();
      if (dirty.size === 0) return 0;
      const batch: string[] = [];
      for (const uri of dirty) {
        if (batch.length >= most) break;
        batch.push(uri);
      }
      readDirty(batch);
      return dirty.size;
    },
    takeTouched() {
      const taken = [...touched];
      touched = new Set();
      return taken;
    },
    follow() {
      const follower = new Set(files.keys());
      followers.push(follower);
      return () => {
        if (follower.size === 0) return [];
        const taken = [...follower];
        follower.clear();
        return taken;
      };
    },
    uris() {
      sortedUris ??= [...files.keys()].sort();
      return sortedUris;
    },
    file: (uri) => db.read(fileInput, uri),
    clusters: projects.clusters,
    projectOf: projects.of,
    variant(base, spec) {
      const { state, left } = variantOf(base, spec);
      for (const uri of left) {
        left.delete(uri);
        const file = files.get(uri);
        if (file?.source?.clusters.includes(base) === true) {
          const removed = new Map<ClusterState, Placed[]>();
          const added = new Map<ClusterState, Placed[]>();
          place(state, file, file.source, removed, added);
          state.update(removed.get(state) ?? [], added.get(state) ?? []);
        }
        checkpoint();
      }
      return state;
    },
    locate(cluster, id) {
      const deciding = winnerOf(cluster.store.manifestsOf(id));
      if (deciding === undefined) return undefined;
      return locateManifest(workspace.file(deciding.uri), deciding.manifest);
    },
    configuration: projects.configuration,
  };
  return workspace;
}

function push<K, V>(map: Map<K, V[]>, key: K, values: readonly V[]): void {
  if (values.length === 0) return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [...values]);
  else for (const value of values) known.push(value);
}
