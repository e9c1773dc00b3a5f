import { type Gateway, gatewayKind } from "../gateway-api/kinds/gateway.ts";
import type { HTTPRoute } from "../gateway-api/kinds/http-route.ts";
import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import { displayName, type JsonObject, keyOf, keyText, type ObjectKey } from "../kubernetes/object.ts";
import type { TracedRequest } from "../kuma/data-plane/request.ts";
import type { Entry, RouteDestination, RouteResource } from "../kuma/data-plane/route-resource.ts";
import {
  type CalledService,
  type GatewayListener,
  type RequestTrace,
  traceAtGateway,
  traceInMesh,
} from "../kuma/data-plane/trace.ts";
import { meshHttpRouteKind } from "../kuma/kinds/mesh-http-route.ts";
import type { Generated, Place } from "../kuma/place.ts";
import { originOf } from "../kuma/trace.ts";
import { gatewayStep } from "../kuma/translate/gateway.ts";
import { httpRouteStep, routesByParent } from "../kuma/translate/http-route.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import { displayNameLabel, kubeNamespaceLabel, meshLabel, serviceTag } from "../kuma/translate/naming.ts";
import type { View } from "../kuma/view.ts";
import { protocolOf } from "../rules/kuma-parents.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { inOneGo } from "../workspace/interruption.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type FileRange, rangeOfPlace } from "./place.ts";

/** Who is asked: a Gateway, or a Service as a client in some namespace sees it. */
export type TraceTarget =
  | { readonly gateway: { readonly namespace: string; readonly name: string } }
  | { readonly service: { readonly namespace: string; readonly name: string }; readonly from?: string };

export interface TracedAt {
  readonly target: ObjectKey;
  readonly trace: RequestTrace;
  /** The authored rule that an entry came from. */
  readonly sourceOf: (entry: Entry) => Place | undefined;
}

/** A trace whose rules know where they are written. */
export interface LocatedTrace {
  readonly target: ObjectKey;
  readonly trace: RequestTrace;
  readonly sourceOf: (entry: Entry) => (FileRange & { readonly place: Place }) | undefined;
}

export function locatedTraces(
  workspace: Workspace,
  cluster: ClusterState,
  request: TracedRequest,
  target?: TraceTarget,
): readonly LocatedTrace[] {
  return traceRequest(cluster.view, request, target, workspace.map).map(({ sourceOf, ...rest }) => ({
    ...rest,
    sourceOf(entry) {
      const place = sourceOf(entry);
      const range = place === undefined ? undefined : rangeOfPlace(workspace, cluster, place);
      return place === undefined || range === undefined ? undefined : { ...range, place };
    },
  }));
}

/** "Which rule serves this request?", asked at one target, or at every Gateway with a listener on the request's port. */
export function traceRequest(
  view: View,
  request: TracedRequest,
  target?: TraceTarget,
  map = inOneGo.map,
): readonly TracedAt[] {
  if (target !== undefined && "service" in target) {
    const service = view.cluster.get(serviceKind, target.service.namespace, target.service.name);
    return service === undefined ? [] : [atService(view, request, service, target.from, map)];
  }
  const gateways =
    target === undefined
      ? view.cluster
          .list(gatewayKind)
          .filter((gateway) => gateway.spec.listeners.some(({ port }) => port === request.port))
      : [view.cluster.get(gatewayKind, target.gateway.namespace, target.gateway.name)];
  const traced = map("gateways", gateways, (gateway) => gateway && atGateway(view, request, gateway, map));
  return traced.filter((one) => one !== undefined);
}

function atGateway(view: View, request: TracedRequest, gateway: Gateway, map: Workspace["map"]): TracedAt {
  const key = keyOf(gateway);
  const proxy = proxyOf(view, gateway, map);
  if (proxy === undefined) {
    const why = "Kuma makes no MeshGateway of it, so no proxy listens";
    return {
      target: key,
      trace: { losers: [], outcome: { kind: "respond", status: 503, why }, notes: [] },
      sourceOf: () => undefined,
    };
  }
  const { routes } = proxy;
  const trace = traceAtGateway(
    request,
    proxy,
    routes.map(({ resource }) => resource),
  );
  return { target: key, trace, sourceOf: (entry) => sourceOf(routes, entry) };
}

/** What the proxies of a Gateway are configured by: the generated MeshGateway's listeners, and the routes of its mesh. */
export function proxyOf(
  view: View,
  gateway: Gateway,
  map = inOneGo.map,
):
  | {
      readonly name: string;
      readonly listeners: readonly GatewayListener[];
      readonly routes: readonly TracedRoute[];
      readonly meshGateway: JsonObject;
    }
  | undefined {
  const key = keyOf(gateway);
  const made = view.ask(gatewayStep, keyText(key)).generated.find(({ key: { kind } }) => kind === "MeshGateway");
  if (made === undefined) return undefined;
  const { conf } = made.object.spec as unknown as { conf: { listeners: readonly GatewayListener[] } };
  const routes = routesFor(view, key, String(made.object.mesh ?? "default"), map);
  return { name: made.key.name, listeners: conf.listeners, routes, meshGateway: made.object };
}

function atService(
  view: View,
  request: TracedRequest,
  service: Service,
  from: string | undefined,
  map: Workspace["map"],
): TracedAt {
  const key = keyOf(service);
  const { mesh } = meshOf(view.cluster, service, view.controlPlane.behavior.routeMesh);
  const routes = routesFor(view, key, mesh, map);
  const port = (service.spec?.ports ?? []).find((candidate) => candidate.port === request.port);
  if (port === undefined) {
    const why = `${displayName(key)} has no port ${request.port}`;
    return {
      target: key,
      trace: { losers: [], outcome: { kind: "respond", status: 503, why }, notes: [] },
      sourceOf: () => undefined,
    };
  }
  const called: CalledService = {
    display: `${displayName(key)}:${port.port}`,
    protocol: protocolOf(service, port),
    fits: (to) =>
      to.labels === undefined
        ? to.name === serviceTag(key, port.port)
        : to.labels[displayNameLabel] === key.name &&
          to.labels[kubeNamespaceLabel] === key.namespace &&
          (to.sectionName === undefined || to.sectionName === port.name || to.sectionName === String(port.port)),
  };
  const resources = routes.map(({ resource }) => resource);
  const trace = traceInMesh(request, called, from ?? key.namespace, resources, (backend) =>
    backendProtocol(view, backend),
  );
  return { target: key, trace, sourceOf: (entry) => sourceOf(routes, entry) };
}

interface TracedRoute {
  readonly resource: RouteResource;
  /** Absent for a MeshHTTPRoute that somebody wrote by hand. */
  readonly generated?: Generated;
}

/** What is generated of the routes that name the parent, and what stands in the files as MeshHTTPRoute already. */
function routesFor(view: View, parent: ObjectKey, mesh: string, map: Workspace["map"]): readonly TracedRoute[] {
  const routes = view.cluster.listBy(routesByParent, displayName(parent));
  const ofRoutes = map(`routes of ${keyText(parent)}`, routes, (route: HTTPRoute) =>
    view
      .ask(httpRouteStep, keyText(keyOf(route)))
      .generated.filter(({ object }) => meshLabelOf(object) === mesh)
      .map((generated): TracedRoute => ({ resource: resourceOf(generated.object), generated })),
  ).flat();
  const authored = view.cluster
    .list(meshHttpRouteKind)
    .filter((route) => (route.metadata.labels?.[meshLabel] ?? "default") === mesh)
    .map((route) => ({ resource: resourceOf(route as unknown as JsonObject) }));
  return [...ofRoutes, ...authored];
}

function meshLabelOf(object: JsonObject): string {
  const { labels } = object.metadata as { labels?: Readonly<Record<string, string>> };
  return labels?.[meshLabel] ?? "default";
}

/** A stored MeshHTTPRoute has passed its schema, so that its shape is known. */
function resourceOf(object: JsonObject): RouteResource {
  const { metadata, spec } = object as unknown as {
    metadata: { name: string };
    spec: { targetRef?: RouteResource["targetRef"]; to?: RouteResource["to"] };
  };
  return { name: metadata.name, targetRef: spec.targetRef ?? { kind: "Mesh" }, to: spec.to ?? [] };
}

function sourceOf(routes: readonly TracedRoute[], entry: Entry): Place | undefined {
  const generated = routes.find(({ resource }) => resource.name === entry.route)?.generated;
  const path = ["spec", "to", entry.to, "rules", entry.rule];
  return generated === undefined ? undefined : originOf(generated.origins, path)?.[0];
}

/** Backends are named by service tag (2.x) or labels (3.0). */
function backendProtocol(view: View, { name, labels, sectionName }: RouteDestination): string | undefined {
  const tag = /^(.+)_(.+)_svc_(\d+)$/.exec(name ?? "");
  const namespace = tag?.[2] ?? labels?.[kubeNamespaceLabel];
  const service = view.cluster.get(serviceKind, namespace ?? "", tag?.[1] ?? labels?.[displayNameLabel] ?? "");
  const port = service?.spec?.ports?.find(
    (candidate) =>
      String(candidate.port) === (tag?.[3] ?? sectionName) ||
      (candidate.name !== undefined && candidate.name === sectionName),
  );
  return service === undefined || port === undefined ? undefined : protocolOf(service, port);
}
