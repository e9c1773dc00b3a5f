import { applyEdits, type Fix, type TextEdit, type TextRange } from "../diagnostic.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { displayName, type Json, type JsonObject, keyText, samePath } from "../kubernetes/object.ts";
import { allowsNamespace } from "../kuma/translate/attachment.ts";
import { controllerName, gatewayApiGroup, kumaGroup, meshLabel } from "../kuma/translate/naming.ts";
import { applyFix, type TextDoor } from "../rules/apply-fix.ts";
import type { Change } from "../rules/rule.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Manifest } from "../workspace/manifest.ts";
import { locateManifest } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { insertEntry, removeEntry } from "../yaml/edit.ts";
import { parse } from "../yaml/parse.ts";
import { renderYaml } from "../yaml/render.ts";
import type { YamlTree } from "../yaml/tree.ts";
import { type Cursor, cursorAt, valueAt } from "./cursor.ts";
import { apiVersionsOf, kindOf } from "./field.ts";
import { textDoor } from "./fixes.ts";
import { listAt, objectAt, type Reference, referencesIn } from "./reference.ts";
import { sortedRules } from "./rule-order.ts";
import { shareHostname } from "./shared-hostnames.ts";

/** A change that says the same in another way, or adds what is missing, where nothing need be wrong. */
export interface Refactoring {
  readonly fix: Fix;
  readonly kind: "extract" | "rewrite";
}

interface Site {
  readonly workspace: Workspace;
  readonly cursor: Cursor;
  readonly cluster: ClusterState;
  readonly manifest: Manifest;
}

export function refactoringsAt(workspace: Workspace, uri: string, range: TextRange): readonly Refactoring[] {
  const cursor = cursorAt(workspace, uri, range.start);
  const [cluster] = cursor?.clusters ?? [];
  if (cursor?.manifest === undefined || cluster === undefined || !cursor.part.clean) return [];
  const site: Site = { workspace, cursor, cluster, manifest: cursor.manifest };
  return [
    ...sortRules(site),
    ...splitRule(site),
    ...extractHostname(site),
    ...moveSharedHostname(site),
    ...labelFromAnnotation(site),
    ...addSectionName(site),
    ...createReferenced(site),
    ...newestVersion(site),
  ];
}

function planned(site: Site, title: string, changes: readonly Change[]): readonly Refactoring[] {
  const fix = applyFix({ title, changes }, doorOf(site));
  return fix === undefined ? [] : [{ fix, kind: "rewrite" }];
}

function doorOf({ workspace, cursor: { file }, manifest }: Site): TextDoor {
  return textDoor(workspace, file, (id) => {
    const own = id === manifest.id ? manifest : file.manifests.find((entry) => entry.manifest.id === id)?.manifest;
    return own === undefined ? undefined : locateManifest(file, own);
  });
}

/** Steps on the cursor's document, one after the other, as the smallest single edit. */
function inDocument(
  { cursor: { file, part, start } }: Site,
  kind: Refactoring["kind"],
  title: string,
  steps: readonly ((tree: YamlTree) => readonly TextEdit[])[],
  after = "",
): readonly Refactoring[] {
  let text = part.text;
  for (const step of steps) {
    const edits = step(parse(text).tree);
    if (edits.length === 0) return [];
    text = applyEdits(text, edits);
  }
  if (after !== "") {
    const eol = part.text.includes("\r\n") ? "\r\n" : "\n";
    text += `${text.endsWith("\n") ? "" : eol}---${eol}${after.replaceAll("\n", eol)}`;
  }
  const edit = difference(part.text, text, start);
  return [{ kind, fix: { title, edits: [{ uri: file.uri, edits: [edit] }] } }];
}

function difference(before: string, after: string, start: number): TextEdit {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const range = { start: start + head, end: start + before.length - tail };
  return { range, newText: after.slice(head, after.length - tail) };
}

function isRoute({ manifest: { key } }: Site): boolean {
  return key.group === gatewayApiGroup && key.kind === "HTTPRoute";
}

function rulesOf({ manifest }: Site): readonly Json[] {
  return listAt(objectAt(manifest.value.spec).rules);
}

function sortRules(site: Site): readonly Refactoring[] {
  const { path } = site.cursor;
  if (!isRoute(site) || path[0] !== "spec" || path[1] !== "rules" || path.length > 3) return [];
  const { base, tree } = documentOf(site);
  const edit = sortedRules(tree, [...base, "spec", "rules"], rulesOf(site));
  return edit === undefined ? [] : inDocument(site, "rewrite", "Sort rules by precedence", [() => [edit]]);
}

function documentOf({ workspace, cursor: { part }, manifest }: Site) {
  return { base: manifest.path, tree: workspace.tree(part).tree };
}

const mostRules = 16;

function splitRule(site: Site): readonly Refactoring[] {
  const [spec, rules, at] = site.cursor.path;
  if (!isRoute(site) || spec !== "spec" || rules !== "rules" || typeof at !== "number") return [];
  const rule = objectAt(rulesOf(site)[at]);
  const matches = listAt(rule.matches);
  if (matches.length < 2 || rulesOf(site).length + matches.length - 1 > mostRules) return [];
  const { base } = documentOf(site);
  const path = [...base, "spec", "rules"];
  const removals = matches
    .slice(1)
    .map((_, index) => (tree: YamlTree) => removeEntry(tree, [...path, at, "matches", matches.length - 1 - index]));
  const copies = matches
    .slice(1)
    .map(
      (match, index) => (tree: YamlTree) =>
        insertEntry(tree, [...path, at + 1 + index], { ...withoutName(rule), matches: [match] }),
    );
  return inDocument(site, "rewrite", `Split into ${matches.length} rules, one for each match`, [
    ...removals,
    ...copies,
  ]);
}

/** Names of rules are unique; the first keeps it. */
function withoutName(rule: JsonObject): JsonObject {
  const { name: _name, ...rest } = rule;
  return rest;
}

function extractHostname(site: Site): readonly Refactoring[] {
  const { manifest, cursor } = site;
  const [spec, field, at] = cursor.path;
  if (!isRoute(site) || spec !== "spec" || field !== "hostnames" || typeof at !== "number") return [];
  const hostnames = listAt(objectAt(manifest.value.spec).hostnames);
  const hostname = hostnames[at];
  if (typeof hostname !== "string" || hostnames.length < 2 || manifest.path.length > 0) return [];
  const { metadata, spec: written, status: _status, ...rest } = manifest.value;
  const word = hostname.replace(/^\*\./, "").split(".", 1)[0] ?? "host";
  const name = freeName(site, `${manifest.key.name}-${word}`.replaceAll(/[^a-z0-9-]/g, "-").slice(0, 60));
  const copy: JsonObject = {
    ...rest,
    metadata: { ...objectAt(metadata), name },
    spec: { ...objectAt(written), hostnames: [hostname] },
  };
  const title = `Move ${hostname} into a route of its own`;
  const remove = (tree: YamlTree) => removeEntry(tree, ["spec", "hostnames", at]);
  return inDocument(site, "extract", title, [remove], renderYaml(copy));
}

function moveSharedHostname({ workspace, cursor }: Site): readonly Refactoring[] {
  const fix = shareHostname(workspace, cursor);
  return fix === undefined ? [] : [{ fix, kind: "extract" }];
}

function freeName({ cluster, manifest: { key } }: Site, wanted: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (cluster.store.peekManifests(keyText({ ...key, name })).length === 0) return name;
  }
}

function labelFromAnnotation(site: Site): readonly Refactoring[] {
  const { path } = site.cursor;
  const { key, value } = site.manifest;
  if (path[0] !== "metadata" || path[1] !== "annotations" || path[2] !== meshLabel) return [];
  const mesh = objectAt(objectAt(value.metadata).annotations)[meshLabel];
  const labelled = objectAt(objectAt(value.metadata).labels)[meshLabel];
  const { gatewayMesh, routeMesh } = site.cluster.spec.controlPlane.behavior;
  const sources = key.kind === "Gateway" ? gatewayMesh : routeMesh;
  if (typeof mesh !== "string" || labelled !== undefined || !sources.some((source) => source === "label")) return [];
  return planned(site, "Make the mesh annotation a label", [
    { set: { object: key, path: ["metadata", "labels", meshLabel] }, value: mesh },
    { remove: { object: key, path: ["metadata", "annotations", meshLabel] } },
  ]);
}

function addSectionName(site: Site): readonly Refactoring[] {
  const { cluster, cursor, manifest } = site;
  const [spec, field, at] = cursor.path;
  if (spec !== "spec" || field !== "parentRefs" || typeof at !== "number") return [];
  const path = ["spec", "parentRefs", at];
  const ref = objectAt(valueAt(manifest.value, path));
  if (typeof ref.name !== "string" || ref.sectionName !== undefined || (ref.kind ?? "Gateway") !== "Gateway") return [];
  const namespace = typeof ref.namespace === "string" ? ref.namespace : manifest.key.namespace;
  const gateway = cluster.view.cluster.get(gatewayKind, namespace, ref.name);
  return (gateway?.spec.listeners ?? [])
    .filter((listener) => ref.port === undefined || listener.port === ref.port)
    .filter((listener) => allowsNamespace(cluster.view, listener, namespace, manifest.key.namespace) === true)
    .slice(0, 4)
    .flatMap(({ name }) =>
      planned(site, `Attach to listener "${name}" only`, [
        { set: { object: manifest.key, path: [...path, "sectionName"] }, value: name },
      ]),
    );
}

function createReferenced(site: Site): readonly Refactoring[] {
  const { cluster, cursor, manifest } = site;
  const reference = referencesIn(manifest).find(
    ({ path, section }) => section === undefined && samePath(path, cursor.path),
  );
  if (reference === undefined || manifest.path.length > 0) return [];
  const { target } = reference;
  if (cluster.store.peekManifests(keyText(target)).length > 0) return [];
  const object = stubOf(cluster, reference, objectAt(valueAt(manifest.value, reference.ref)));
  if (object === undefined) return [];
  return planned(site, `Create ${target.kind} "${displayName(target)}"`, [{ create: object, beside: manifest.key }]);
}

function stubOf(cluster: ClusterState, { target, role }: Reference, ref: JsonObject): JsonObject | undefined {
  const { group, kind, name, namespace } = target;
  const metadata: JsonObject = namespace === "" ? { name } : { name, namespace };
  const port = typeof ref.port === "number" ? ref.port : undefined;
  switch (`${group}/${kind}`) {
    case "/Namespace":
      return {
        apiVersion: "v1",
        kind,
        metadata: { ...metadata, labels: { "kuma.io/sidecar-injection": "enabled" } },
      };
    case "/Service":
      return {
        apiVersion: "v1",
        kind,
        metadata,
        spec: { selector: { app: name }, ports: [{ name: "http", port: port ?? 80, appProtocol: "http" }] },
      };
    case `${gatewayApiGroup}/GatewayClass`:
      return { apiVersion: `${group}/v1`, kind, metadata, spec: { controllerName } };
    case `${gatewayApiGroup}/Gateway`: {
      const classes = cluster.view.cluster.list(gatewayClassKind);
      const ours = classes.find(({ spec }) => spec.controllerName === controllerName)?.metadata.name ?? "kuma";
      const listener = {
        name: typeof ref.sectionName === "string" ? ref.sectionName : "http",
        port: port ?? 80,
        protocol: "HTTP",
      };
      return { apiVersion: `${group}/v1`, kind, metadata, spec: { gatewayClassName: ours, listeners: [listener] } };
    }
    case `${kumaGroup}/Mesh`:
      return role === "mesh" ? { apiVersion: `${kumaGroup}/v1alpha1`, kind, metadata } : undefined;
    case `${kumaGroup}/MeshGatewayConfig`:
      return { apiVersion: `${kumaGroup}/v1alpha1`, kind, metadata, spec: { replicas: 1 } };
    default:
      return undefined;
  }
}

function newestVersion(site: Site): readonly Refactoring[] {
  const { cursor, manifest } = site;
  if (cursor.path[0] !== "apiVersion") return [];
  const newest = newestOf(site, manifest);
  if (newest === undefined) return [];
  const older = cursor.file.manifests.flatMap(({ manifest: other }) => {
    const version = newestOf(site, other);
    return version === undefined ? [] : [{ set: { object: other.key, path: ["apiVersion"] }, value: version }];
  });
  const one = planned(site, `Change to ${newest}`, [
    { set: { object: manifest.key, path: ["apiVersion"] }, value: newest },
  ]);
  const all = older.length < 2 ? [] : planned(site, "Change all objects of this file to the newest versions", older);
  return [...one, ...all];
}

/** The newest version that the cluster serves, where the manifest is of an older one. */
function newestOf({ cluster }: Site, { key, apiVersion }: Manifest): string | undefined {
  const known = kindOf(cluster.spec, key.group, key.kind);
  const [newest] = known === undefined ? [] : apiVersionsOf(known);
  return newest === apiVersion ? undefined : newest;
}
