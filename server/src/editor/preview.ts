import type { Presence } from "../kubernetes/cluster.ts";
import { displayName, type FieldPath, keyText, type ObjectKey } from "../kubernetes/object.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import type { Generated, Place } from "../kuma/place.ts";
import { releaseNamed } from "../kuma/releases/index.ts";
import { allOrigins } from "../kuma/trace.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { projectOf } from "../workspace/project.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Preview, PreviewMapping, PreviewRequest } from "./feature.ts";
import { type Becoming, becoming, type Conditions, conditionText } from "./outcome.ts";
import { type FileRange, rangeOfPlace } from "./place.ts";
import { createYamlWriter, type YamlWriter } from "./yaml-writer.ts";

/** A range of a page, and the places that it came from: looked up when somebody asks. */
interface Written {
  readonly start: number;
  readonly end: number;
  readonly from: readonly Place[];
}

/** What one manifest becomes, as the preview shows it. */
interface Page {
  readonly text: string;
  readonly written: readonly Written[];
}

/** What a page is about. */
interface Subject {
  readonly key: ObjectKey;
  readonly presence: Presence;
  readonly result: Becoming;
  /** Those of the generated objects that no page before this one shows. */
  readonly first: ReadonlySet<Generated>;
}

/** What Kuma makes of manifests, as a YAML stream with each object's conditions as comments above what it became. */
export function previewOf(workspace: Workspace, request: PreviewRequest): Preview | undefined {
  const file = workspace.file(request.uri);
  const clusters = file?.clusters ?? workspace.clusters();
  const cluster = clusters.find(({ name }) => name === request.cluster) ?? clusters[0];
  if (cluster === undefined) return undefined;
  const target = inRelease(workspace, cluster, request.kuma);
  if (target === undefined) return note(`Gateway Lens does not know Kuma ${request.kuma}.`);
  const keys = workspace.once("keys", () => keysOf(workspace, cluster, request));
  if (keys.length === 0) return undefined;

  const bare = request.bare === true;
  const found = workspace.map("becoming", keys, (key) => {
    const presence = target.view.cluster.lookup({ ...key, namespaced: key.namespace !== "" }, key.namespace, key.name);
    return { key, presence, result: becoming(target.view, key) };
  });
  const subjects = workspace.once("subjects", () => subjectsOf(found));
  const pages = workspace.map("pages", subjects, (subject) =>
    bare ? resourcesOf(subject) : pageOf(subject, request.ready === true),
  );
  const head = `# What Kuma ${target.spec.controlPlane.behavior.release} makes of this in cluster ${target.name}\n`;
  const body = pages.map(({ text }) => text).join("");
  const nothing = bare ? "# Nothing.\n" : "# Nothing: Kuma does not reconcile these kinds.\n";
  return lazily(`${head}${body === "" ? nothing : body}`, () => mappingsOf(workspace, cluster, head.length, pages));
}

function subjectsOf(found: readonly Omit<Subject, "first">[]): readonly Subject[] {
  const seen = new Set<string>();
  return found
    .filter(({ presence, result }) => presence !== "present" || result.reconciled)
    .map((subject) => {
      const first = subject.result.generated.filter(({ key }) => {
        const id = keyText(key);
        return !seen.has(id) && seen.add(id) !== undefined;
      });
      return { ...subject, first: new Set(first) };
    });
}

/** Resolving a place parses the manifest that it is in, which is not needed to show the text. */
function lazily(text: string, find: () => readonly PreviewMapping[]): Preview {
  let found: readonly PreviewMapping[] | undefined;
  return {
    text,
    get mappings() {
      found ??= find();
      return found;
    },
  };
}

function keysOf(workspace: Workspace, cluster: ClusterState, request: PreviewRequest): readonly ObjectKey[] {
  if (request.whole === "cluster") {
    return workspace.uris().flatMap((uri) => {
      const file = workspace.file(uri);
      return file?.clusters.includes(cluster) === true ? file.manifests.map(({ manifest }) => manifest.key) : [];
    });
  }
  const file = workspace.file(request.uri);
  if (file === undefined) return [];
  if (request.offset === undefined) return file.manifests.map(({ manifest }) => manifest.key);
  const { offset } = request;
  const part = file.reading.starts.findLastIndex((start) => start <= offset);
  const own = file.manifests.filter((entry) => entry.part === part);
  if (own.length <= 1) return own.map(({ manifest }) => manifest.key);
  // A List: the item that the offset is in.
  const start = file.reading.starts[part] ?? 0;
  const reading = file.reading.parts[part];
  const tree = reading === undefined ? undefined : workspace.tree(reading).tree;
  const within = own.findLast(({ manifest }) => tree !== undefined && start + itemStart(tree, manifest.path) <= offset);
  return within === undefined ? [] : [within.manifest.key];
}

function itemStart(tree: ReturnType<Workspace["tree"]>["tree"], path: FieldPath): number {
  const [, index] = path;
  const root = tree.root;
  if (root?.kind !== "map" || typeof index !== "number") return 0;
  const list = root.entries.find(({ name }) => name === "items")?.value;
  return list?.kind === "list" ? (list.items[index]?.start ?? 0) : 0;
}

function pageOf({ key, presence, result, first }: Subject, ready: boolean): Page {
  const { generated, refused, errors, statuses, serving } = result;
  const writer = createYamlWriter();
  const written: Written[] = [];
  writer.line("---");
  const start = writer.length();
  const count =
    generated.length === 1 ? "1 resource" : generated.length === 0 ? "nothing" : `${generated.length} resources`;
  writer.line(
    `# ${key.kind} ${displayName(key)}: ${presence === "rejected" ? "refused by the API server, so Kuma never sees it" : count}`,
  );
  written.push({ start, end: writer.length() - 1, from: [{ object: key, path: ["metadata", "name"] }] });
  const served = ready ? serving?.after : serving?.before;
  const instance = generated.some(({ key: made }) => made.kind === meshGatewayInstanceKind.kind);
  const all: readonly Conditions[] =
    served === undefined
      ? statuses
      : instance
        ? [...statuses, { of: meshGatewayInstanceKind.kind, conditions: served.conditions }]
        : [{ of: "", conditions: served.conditions }];
  for (const { of, conditions, attachedRoutes } of all) {
    for (const condition of conditions) {
      const at = writer.length();
      writer.line(`#   ${of === "" ? "" : `${of}: `}${conditionText(condition)}`);
      written.push({ start: at, end: writer.length() - 1, from: condition.causes ?? [] });
    }
    if (attachedRoutes !== undefined) writer.line(`#   ${of}: attachedRoutes ${attachedRoutes}`);
  }
  if (served !== undefined && served.addresses.length > 0) {
    writer.line(`#   address ${served.addresses.join(", ")} (an example: whatever the load balancer is given)`);
  }
  for (const { key: of, by, message, causes } of refused) {
    const at = writer.length();
    writer.line(
      `#   ${of.kind} ${displayName(of)} is refused by ${by}${message === undefined ? "" : `: ${oneLine(message)}`}`,
    );
    written.push({ start: at, end: writer.length() - 1, from: causes ?? [] });
  }
  for (const { message, causes } of errors) {
    const at = writer.length();
    writer.line(`#   reconciliation fails: ${oneLine(message)}`);
    written.push({ start: at, end: writer.length() - 1, from: causes ?? [] });
  }
  let isFirst = true;
  for (const made of generated) {
    if (!first.has(made)) {
      writer.line(`# ${made.key.kind} ${displayName(made.key)}: see above`);
      continue;
    }
    if (!isFirst) writer.line("---");
    isFirst = false;
    writeGenerated(writer, written, made);
  }
  return { text: writer.text(), written };
}

/** Each resource as a document of its own, and nothing else. */
function resourcesOf({ first }: Subject): Page {
  const writer = createYamlWriter();
  const written: Written[] = [];
  for (const made of first) {
    writer.line("---");
    writeGenerated(writer, written, made);
  }
  return { text: writer.text(), written };
}

function writeGenerated(writer: YamlWriter, written: Written[], made: Generated): void {
  const from = new Map(allOrigins(made).map((origin) => [pathText(origin.path), origin.from]));
  writer.object(made.object, (path, range) => {
    const places = from.get(pathText(path));
    if (places !== undefined) written.push({ ...range, from: places });
  });
}

/** `from`: where the first page begins. */
function mappingsOf(
  workspace: Workspace,
  cluster: ClusterState,
  from: number,
  pages: readonly Page[],
): readonly PreviewMapping[] {
  const ofPages = workspace.map("mappings", pages, ({ written }) =>
    [...written]
      .sort((a, b) => a.start - b.start || b.end - a.end)
      .flatMap(({ start, end, from: places }) => {
        const ranges = places.flatMap((place): FileRange[] => {
          const range = rangeOfPlace(workspace, cluster, { side: "entry", ...place });
          return range === undefined ? [] : [range];
        });
        return ranges.length === 0 ? [] : [{ range: { start, end }, from: ranges }];
      }),
  );
  let start = from;
  return pages.flatMap(({ text }, at) => {
    const page = start;
    start += text.length;
    return (ofPages[at] ?? []).map(({ range, from: ranges }) => ({
      range: { start: page + range.start, end: page + range.end },
      from: ranges,
    }));
  });
}

function inRelease(workspace: Workspace, cluster: ClusterState, kuma: string | undefined): ClusterState | undefined {
  if (kuma === undefined) return cluster;
  const behavior = releaseNamed(kuma);
  if (behavior === undefined) return undefined;
  if (behavior === cluster.spec.controlPlane.behavior) return cluster;
  const { root, settings } = workspace.projectOf(cluster);
  const spec = projectOf(root, [settings], { kuma }).clusters.find(({ name }) => name === cluster.name);
  return spec === undefined ? undefined : workspace.variant(cluster, spec);
}

function pathText(path: FieldPath): string {
  return JSON.stringify(path);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}

function note(text: string): Preview {
  return { text: `# ${text}\n`, mappings: [] };
}
