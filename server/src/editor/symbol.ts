import { type FieldPath, keyText, type ObjectKey, samePath } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Manifest } from "../workspace/manifest.ts";
import { type Located, locateManifest, type SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Cursor } from "./cursor.ts";
import type { Mentions } from "./mentions.ts";
import { type FileRange, rangeIn } from "./place.ts";
import { listAt, objectAt, type Reference, referencesIn, type Section, sameTarget, sectionPaths } from "./reference.ts";

/** What a name stands for: an object, or a part of one that others can name. */
export interface NamedThing {
  readonly target: ObjectKey;
  readonly section?: Section;
  /** Where the name under the cursor is written, in the cursor's manifest. */
  readonly path: FieldPath;
  /** Absent where the cursor is on the definition itself. */
  readonly reference?: Reference;
}

/** What the word under the cursor names: where it is defined as well as where it is used. */
export function namedAt({ manifest, path, side }: Cursor): NamedThing | undefined {
  if (manifest === undefined || side === "entry") return undefined;
  const last = path.at(-1);
  if (path.length === 2 && path[0] === "metadata" && last === "name" && manifest.key.name !== "") {
    return { target: manifest.key, path };
  }
  const section = definedSection(manifest, path);
  if (section !== undefined) return { target: manifest.key, section, path };
  const references = referencesIn(manifest);
  const exact = references.find((reference) => samePath(reference.path, path));
  const reference =
    exact ?? references.find(({ ref, role }) => role !== "namespace" && (samePath(ref, path) || isKindOf(ref, path)));
  if (reference === undefined) return undefined;
  const { target, section: part } = reference;
  return { target, path: reference.path, reference, ...(part === undefined ? {} : { section: part }) };
}

/** `kind` and `group` beside a name mean the same object. */
function isKindOf(ref: FieldPath, path: FieldPath): boolean {
  const last = path.at(-1);
  return (last === "kind" || last === "group") && samePath(ref, path.slice(0, -1));
}

/** A listener or port where it is defined: by its name, or by its number. */
function definedSection({ key, value }: Manifest, path: FieldPath): Section | undefined {
  const [spec, field, index, name] = path;
  if (spec !== "spec" || typeof index !== "number" || path.length !== 4) return undefined;
  const known = key.kind === "Gateway" ? "listeners" : key.kind.endsWith("Service") ? "ports" : undefined;
  if (known !== field || known === undefined) return undefined;
  const item = objectAt(listAt(objectAt(value.spec)[known])[index]);
  if (name === "name" && typeof item.name === "string") return { listener: item.name };
  if (name === "port" && typeof item.port === "number") return { port: item.port };
  return undefined;
}

/** The references of a manifest that mean this very thing. */
export function meaning(
  references: readonly Reference[],
  { target, section }: Pick<NamedThing, "target" | "section">,
): readonly Reference[] {
  return references.filter(
    (reference) =>
      sameTarget(reference.target, target) &&
      (section === undefined ? reference.section === undefined : sameSection(section, reference.section)),
  );
}

function sameSection(a: Section, b: Section | undefined): boolean {
  if (b === undefined) return false;
  return "listener" in a ? "listener" in b && a.listener === b.listener : "port" in b && a.port === b.port;
}

/** A name where it is written. */
export interface Occurrence extends FileRange {
  readonly located: Located;
  /** In the manifest. */
  readonly path: FieldPath;
}

/** Where the thing is defined, in every cluster that the asking file is part of. */
export function definitionsOf(
  workspace: Workspace,
  clusters: readonly ClusterState[],
  { target, section }: Pick<NamedThing, "target" | "section">,
): readonly Occurrence[] {
  const id = keyText(target);
  const found = new Map<Manifest, readonly Occurrence[]>();
  for (const cluster of clusters) {
    for (const { uri, manifest } of cluster.store.peekManifests(id)) {
      if (found.has(manifest)) continue;
      const located = locateManifest(workspace.file(uri), manifest);
      if (located === undefined) continue;
      const paths = section === undefined ? [["metadata", "name"]] : sectionPaths(manifest.value, section);
      found.set(
        manifest,
        paths.map((path) => ({ ...rangeIn(workspace, located, path), located, path })),
      );
    }
  }
  return [...found.values()].flat();
}

/** With the clusters that the files of its definitions are part of: what is written once is one thing to all of them. */
export function clustersDefining(
  workspace: Workspace,
  clusters: readonly ClusterState[],
  thing: NamedThing,
): readonly ClusterState[] {
  return grown(workspace, clusters, (known) => definitionsOf(workspace, known, thing).map(({ uri }) => uri));
}

/** With all clusters for which the thing must have the same name, because a file that they share says it. */
export function clustersTied(
  workspace: Workspace,
  mentions: Mentions,
  clusters: readonly ClusterState[],
  thing: NamedThing,
): readonly ClusterState[] {
  return grown(workspace, clusters, function* (known) {
    for (const { uri } of definitionsOf(workspace, known, thing)) yield uri;
    for (const { uri, manifest } of mentions.of(thing.target)) {
      const shares = workspace.file(uri)?.clusters.some((cluster) => known.includes(cluster)) === true;
      if (shares && meaning(mentions.referencesOf(manifest), thing).length > 0) yield uri;
    }
  });
}

function grown(
  workspace: Workspace,
  clusters: readonly ClusterState[],
  urisIn: (known: readonly ClusterState[]) => Iterable<string>,
): readonly ClusterState[] {
  const all = workspace.clusters().length;
  const known = new Set(clusters);
  for (let size = 0; size < known.size && known.size < all; ) {
    size = known.size;
    for (const uri of urisIn([...known])) for (const cluster of workspace.file(uri)?.clusters ?? []) known.add(cluster);
  }
  return [...known];
}

/** Finds many manifests of a file without looking through it for each. */
function locator(file: SourceFile): (manifest: Manifest) => Located | undefined {
  if (file.manifests.length < 16) return (manifest) => locateManifest(file, manifest);
  const parts = new Map(file.manifests.map(({ manifest, part }) => [manifest, part]));
  return (manifest) => {
    const at = parts.get(manifest) ?? -1;
    const part = file.reading.parts[at];
    const start = file.reading.starts[at];
    return part === undefined || start === undefined ? undefined : { file, part, start, manifest };
  };
}

/** Where others name the thing, in files that share a cluster with the asking one; by file and position. */
export function usesOf(
  workspace: Workspace,
  mentions: Mentions,
  clusters: readonly ClusterState[],
  thing: NamedThing,
): readonly Occurrence[] {
  const name = `${keyText(thing.target)} ${JSON.stringify(thing.section)}`;
  const users = workspace.once(`files with ${name}`, () => filesWith(workspace, mentions, clusters, thing.target));
  const found = workspace.map(`uses of ${name}`, users, ({ file, manifests }) => {
    const locate = locator(file);
    const ofFile = manifests.flatMap((manifest) => {
      const located = locate(manifest);
      if (located === undefined) return [];
      return meaning(mentions.referencesOf(manifest), thing).map((reference): Occurrence => {
        const { range } = mentions.placeOf(located, reference);
        return { uri: file.uri, range, located, path: reference.path };
      });
    });
    return ofFile.sort((a, b) => a.range.start - b.range.start);
  });
  return found.flat();
}

function filesWith(
  workspace: Workspace,
  mentions: Mentions,
  clusters: readonly ClusterState[],
  target: ObjectKey,
): readonly { readonly file: SourceFile; readonly manifests: readonly Manifest[] }[] {
  const byFile = new Map<string, Manifest[]>();
  for (const { uri, manifest } of mentions.of(target)) {
    const manifests = byFile.get(uri);
    if (manifests === undefined) byFile.set(uri, [manifest]);
    else manifests.push(manifest);
  }
  return [...byFile.keys()].sort().flatMap((uri) => {
    const file = workspace.file(uri);
    const shares = file?.clusters.some((cluster) => clusters.includes(cluster)) === true;
    return shares ? [{ file, manifests: byFile.get(uri) ?? [] }] : [];
  });
}
