import { applyEdits, type Fix, type TextEdit } from "../diagnostic.ts";
import { routeMeetsListener } from "../gateway-api/hostname.ts";
import { type Gateway, gatewayKind, type Listener } from "../gateway-api/kinds/gateway.ts";
import { type HTTPRoute, httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { hostnameConflicts } from "../gateway-api/listener.ts";
import { displayName, type Json, type JsonObject, keyOf, keyText } from "../kubernetes/object.ts";
import { crossMeshAddresses } from "../kuma/data-plane/cross-mesh.ts";
import { contains } from "../kuma/data-plane/domain.ts";
import type { RouteResource } from "../kuma/data-plane/route-resource.ts";
import { type GatewayListener, virtualHosts } from "../kuma/data-plane/trace.ts";
import { asksFor, attachToGateway, parentKindOf } from "../kuma/translate/attachment.ts";
import { httpRouteStep, routesByParent } from "../kuma/translate/http-route.ts";
import { gatewayApiGroup, listenerNameTag } from "../kuma/translate/naming.ts";
import type { View } from "../kuma/view.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { deepEqual } from "../workspace/equal.ts";
import type { Manifest } from "../workspace/manifest.ts";
import { readFile } from "../workspace/reading.ts";
import { type Located, locateManifest } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { insertEntry, removeEntry, setValue } from "../yaml/edit.ts";
import { locate } from "../yaml/locate.ts";
import type { YamlTree } from "../yaml/tree.ts";
import type { Cursor } from "./cursor.ts";
import { listAt, objectAt } from "./reference.ts";
import { proxyOf } from "./request-trace.ts";

/*
 * A hostname that several routes repeat is said once: on the listeners that they attach to. A route without hostnames answers for
 * its listener's. Offered only where no request is served in another way: all routes of these listeners have this one hostname, the
 * routes attach to nothing else, every virtual host of the Gateway keeps its listener and its routes, and all of it is written in
 * the files, once, and alike in every cluster that they are part of. A request's TLS name is taken to be its host.
 */

/** A hostname with all routes and listeners that it concerns: whatever one of them is attached to is here too. */
interface Shared {
  readonly hostname: string;
  readonly routes: readonly HTTPRoute[];
  readonly gateways: readonly Affected[];
}

interface Affected {
  readonly gateway: Gateway;
  /** As indices. */
  readonly listeners: ReadonlySet<number>;
}

export function shareHostname(workspace: Workspace, { path, manifest, clusters }: Cursor): Fix | undefined {
  const [cluster] = clusters;
  if (cluster === undefined || manifest === undefined || manifest.key.group !== gatewayApiGroup) return undefined;
  const fixIn = (one: ClusterState): Fix | undefined => {
    const shared = sharedIn(one.view, manifest, path);
    const rewritten = shared === undefined ? undefined : rewrite(workspace, one, shared);
    return shared === undefined || rewritten === undefined ? undefined : fixOf(titleOf(shared), rewritten);
  };
  const fix = fixIn(cluster);
  const concerned = new Set(fix?.edits.flatMap(({ uri }) => workspace.file(uri)?.clusters ?? []));
  concerned.delete(cluster);
  return [...concerned].every((other) => deepEqual(fixIn(other), fix)) ? fix : undefined;
}

function sharedIn(view: View, { key }: Manifest, [spec, field, at]: Cursor["path"]): Shared | undefined {
  if (spec !== "spec") return undefined;
  let seed: HTTPRoute | undefined;
  if (key.kind === httpRouteKind.kind && field === "hostnames") {
    seed = view.cluster.get(httpRouteKind, key.namespace, key.name);
  } else if (key.kind === gatewayKind.kind && field === "listeners" && typeof at === "number") {
    const gateway = view.cluster.get(gatewayKind, key.namespace, key.name);
    const listener = gateway?.spec.listeners[at];
    if (gateway !== undefined && listener !== undefined) seed = routesAskingFor(view, gateway, listener).next().value;
  }
  const shared = seed === undefined ? undefined : gather(view, seed);
  return shared?.gateways.every((affected) => servesAlike(view, shared, affected)) === true ? shared : undefined;
}

/** Each has its text read and edited before anyone asks for it: an editor wants to know at every move of the cursor. */
const mostRoutes = 100;

/** All that hangs together with a route: `undefined` as soon as something does not have the same hostname alone. */
function gather(view: View, seed: HTTPRoute): Shared | undefined {
  const [hostname] = seed.spec.hostnames ?? [];
  if (hostname === undefined || !hasOnly(seed, hostname)) return undefined;
  const routes = new Map([[keyText(keyOf(seed)), seed]]);
  const gateways = new Map<Gateway, Set<number>>();
  // Grows while it is walked.
  for (const route of routes.values()) {
    for (const ref of route.spec.parentRefs ?? []) {
      const attachment = parentKindOf(ref) === "Gateway" ? attachToGateway(view, route, ref) : undefined;
      if (attachment?.result !== "accepted") return undefined;
      const { gateway } = attachment;
      const known = gateways.get(gateway) ?? new Set();
      gateways.set(gateway, known);
      // Also those that do not admit the route: Kuma's tags do not tell them apart.
      for (const [i, listener] of gateway.spec.listeners.entries()) {
        if (known.has(i) || !asksFor(ref, listener, view.controlPlane.behavior)) continue;
        if (!mayHave(listener, hostname)) return undefined;
        known.add(i);
        for (const other of routesAskingFor(view, gateway, listener)) {
          if (!hasOnly(other, hostname)) return undefined;
          routes.set(keyText(keyOf(other)), other);
          if (routes.size > mostRoutes) return undefined;
        }
      }
    }
  }
  if (routes.size < 2 || gateways.size === 0) return undefined;
  return {
    hostname,
    routes: [...routes.values()],
    gateways: [...gateways].map(([gateway, listeners]) => ({ gateway, listeners })),
  };
}

function hasOnly({ spec: { hostnames = [] } }: HTTPRoute, hostname: string): boolean {
  return hostnames.length === 1 && hostnames[0] === hostname;
}

/** A listener that takes every host, or a wildcard's, can be narrowed to one of them. */
function mayHave({ hostname: own = "", protocol }: Listener, hostname: string): boolean {
  return (protocol === "HTTP" || protocol === "HTTPS") && contains(own === "" ? "*" : own, hostname);
}

/** Those whose refs and hostnames ask for a listener, admitted or not. */
function* routesAskingFor(view: View, gateway: Gateway, listener: Listener): Generator<HTTPRoute, undefined> {
  const { behavior } = view.controlPlane;
  const { namespace, name } = keyOf(gateway);
  for (const route of view.cluster.listBy(routesByParent, displayName({ namespace, name }))) {
    if (!routeMeetsListener(route.spec.hostnames, listener.hostname, behavior.wildcardsMatchWholeLabels)) continue;
    const asks = (route.spec.parentRefs ?? []).some(
      (ref) =>
        parentKindOf(ref) === "Gateway" &&
        ref.name === name &&
        (ref.namespace ?? route.metadata.namespace) === namespace &&
        asksFor(ref, listener, behavior),
    );
    if (asks) yield route;
  }
}

/** Whether a Gateway's status and its proxies' virtual hosts stay what they are. */
function servesAlike(view: View, shared: Shared, { gateway, listeners: affected }: Affected): boolean {
  const { hostname, routes } = shared;
  const { listeners } = gateway.spec;
  if (issuesCertificates(gateway)) return false;
  const narrowed = listeners.map((listener, i) => (affected.has(i) ? { ...listener, hostname } : listener));
  if (!deepEqual(hostnameConflicts(listeners), hostnameConflicts(narrowed))) return false;
  const { countsByHostname, wildcardsMatchWholeLabels } = view.controlPlane.behavior;
  // A ref that names no listener would now count for those of other hosts.
  const open = routes.some(({ spec }) => spec.parentRefs?.some(({ sectionName }) => sectionName === undefined));
  const isCounted = ({ hostname: own }: Listener, i: number) =>
    affected.has(i) || routeMeetsListener([hostname], own, wildcardsMatchWholeLabels);
  if (countsByHostname && open && !listeners.every(isCounted)) return false;

  const proxy = proxyOf(view, gateway);
  // What other meshes call a listener by follows from its hostname.
  if (proxy === undefined || crossMeshAddresses(proxy.meshGateway).length > 0) return false;
  const names = new Set([...affected].map((i) => listeners[i]?.name));
  const made = new Set<string>();
  for (const route of routes) {
    const { status, generated } = view.ask(httpRouteStep, keyText(keyOf(route)));
    // Who knows what it will do once it is mended.
    if (status === undefined) return false;
    for (const { key } of generated) made.add(key.name);
  }
  const resources = proxy.routes.map(({ resource }) => resource);
  const before = hostsOf(proxy.listeners, proxy.name, resources);
  const after = hostsOf(
    proxy.listeners.map((listener) =>
      names.has(listener.tags?.[listenerNameTag] ?? "") ? { ...listener, hostname } : listener,
    ),
    proxy.name,
    resources.map((route) =>
      made.has(route.name) ? { ...route, to: route.to.map(({ hostnames: _, ...to }) => to) } : route,
    ),
  );
  return deepEqual(before, after);
}

/** cert-manager's certificates are for the hostnames of listeners. */
function issuesCertificates({ metadata: { annotations } }: Gateway): boolean {
  return Object.keys(annotations ?? {}).some((name) => name.startsWith("cert-manager.io/"));
}

/** By port, protocol and host, the listener and the routes that serve it. */
function hostsOf(
  listeners: readonly GatewayListener[],
  gateway: string,
  routes: readonly RouteResource[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, GatewayListener[]>();
  for (const listener of listeners) {
    const group = `${listener.port} ${listener.protocol}`;
    groups.set(group, [...(groups.get(group) ?? []), listener]);
  }
  const hosts = new Map<string, readonly string[]>();
  for (const [group, members] of groups) {
    for (const { domain, name, routes: here } of virtualHosts(members, gateway, routes)) {
      hosts.set(`${group} ${domain}`, [name ?? "", ...here.map(({ route, to }) => `${to} ${route.name}`)]);
    }
  }
  return hosts;
}

function titleOf({ hostname, routes, gateways }: Shared): string {
  const where = gateways
    .map(({ gateway, listeners }) => {
      const names = gateway.spec.listeners.flatMap(({ name }, i) => (listeners.has(i) ? [`"${name}"`] : []));
      return `listener${names.length === 1 ? "" : "s"} ${names.join(" and ")} of Gateway ${displayName(keyOf(gateway))}`;
    })
    .join(" and ");
  const isThere = gateways.every(({ gateway, listeners }) =>
    [...listeners].every((i) => gateway.spec.listeners[i]?.hostname === hostname),
  );
  return isThere
    ? `Leave ${hostname} of ${routes.length} routes to ${where}`
    : `Move ${hostname} from ${routes.length} routes to ${where}`;
}

/** An object with the edits of its document's text, and what it says thereafter. */
interface Rewritten extends Located {
  readonly value: JsonObject;
  readonly edits: readonly TextEdit[];
}

const listenerFields = { order: ["name", "hostname", "port", "protocol", "tls", "allowedRoutes"] };

function rewrite(
  workspace: Workspace,
  { store }: ClusterState,
  { hostname, routes, gateways }: Shared,
): readonly Rewritten[] | undefined {
  const rewritten: Rewritten[] = [];
  const change = (
    object: HTTPRoute | Gateway,
    made: (tree: YamlTree, manifest: Manifest) => Pick<Rewritten, "value" | "edits">,
  ): boolean => {
    const [written, ...others] = store.peekManifests(keyText(keyOf(object)));
    if (written === undefined || others.length > 0) return false;
    const located = locateManifest(workspace.file(written.uri), written.manifest);
    if (located === undefined) return false;
    rewritten.push({ ...located, ...made(workspace.tree(located.part).tree, located.manifest) });
    return true;
  };
  for (const route of routes) {
    const isWritten = change(route, (tree, { path, value }) => {
      const { hostnames: _, ...spec } = objectAt(value.spec);
      return { value: { ...value, spec }, edits: removeEntry(tree, [...path, "spec", "hostnames"]) };
    });
    if (!isWritten) return undefined;
  }
  for (const { gateway, listeners: affected } of gateways) {
    const isWritten = change(gateway, (tree, { path, value }) => {
      const spec = objectAt(value.spec);
      const edits: TextEdit[] = [];
      const listeners = listAt(spec.listeners).map((listener, i): Json => {
        if (!affected.has(i) || objectAt(listener).hostname === hostname) return listener;
        const field = [...path, "spec", "listeners", i, "hostname"];
        const isSet = locate(tree, field).exact;
        edits.push(...(isSet ? setValue(tree, field, hostname) : insertEntry(tree, field, hostname, listenerFields)));
        return { ...objectAt(listener), hostname };
      });
      return { value: { ...value, spec: { ...spec, listeners } }, edits };
    });
    if (!isWritten) return undefined;
  }
  return rewritten;
}

/** The edits, where the files then say what they should: anchors and merge keys may tie objects of a document together. */
function fixOf(title: string, rewritten: readonly Rewritten[]): Fix | undefined {
  const edits: { readonly uri: string; readonly edits: readonly TextEdit[] }[] = [];
  for (const file of new Set(rewritten.map((one) => one.file))) {
    const members = rewritten.filter((one) => one.file === file);
    const ofFile = members
      .flatMap(({ start, edits: made }) =>
        made.map(({ range, newText }) => ({ range: { start: start + range.start, end: start + range.end }, newText })),
      )
      .sort((a, b) => a.range.start - b.range.start);
    if (ofFile.some(({ range }, at) => range.end > (ofFile[at + 1]?.range.start ?? range.end))) return undefined;
    const text = applyEdits(file.reading.text, ofFile);
    const wanted = new Map(members.map(({ manifest, value }) => [manifest, value]));
    const meant = file.manifests.map(({ manifest }) => wanted.get(manifest) ?? manifest.value);
    const read = readFile(text, file.reading).parts.flatMap(({ manifests }) => manifests.map(({ value }) => value));
    if (!deepEqual(read, meant)) return undefined;
    if (ofFile.length > 0) edits.push({ uri: file.uri, edits: ofFile });
  }
  return { title, edits };
}
