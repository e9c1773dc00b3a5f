/** Names and labels that Kuma makes up. kuma: http_route_controller.go, common/reconcile.go, util.go */
import { gatewayApiGroup } from "../../gateway-api/kinds/references.ts";
import type { ObjectKey } from "../../kubernetes/object.ts";

export { gatewayApiGroup };

export const controllerName = "gateways.kuma.io/controller";
export const kumaGroup = "kuma.io";

export const ownerLabel = "gateways.kuma.io/gateway.networking.k8s.io-owner";
export const meshLabel = "kuma.io/mesh";
export const zoneTag = "kuma.io/zone";
export const serviceTagName = "kuma.io/service";
export const displayNameLabel = "kuma.io/display-name";
export const kubeNamespaceLabel = "k8s.kuma.io/namespace";
export const listenerNameTag = "gateways.kuma.io/listener-name";
export const listenerPortTag = "gateways.kuma.io/listener-port";

/** Stands for a backend that could not be resolved; the one name that may break the rules for names. */
export const unresolvedBackend = "kuma.io/unresolved-backend";

/** What a parentRef or the like needs to have for a name to be made of it. */
export interface NamedRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

/** FNV-1 (not 1a), 32 bit, of the UTF-8 text, as eight hex digits. */
export function fnv1(text: string): string {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash, 16777619) ^ byte;
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** The MeshHTTPRoute of a route for one parentRef to a Gateway: readable and unique per parentRef, at most 253 characters. */
export function routeNameForGateway(
  route: { readonly namespace: string; readonly name: string },
  ref: NamedRef,
): string {
  const namespace = ref.namespace ?? route.namespace;
  const parts = [
    ref.port ?? 0,
    ref.sectionName ?? "",
    ref.name,
    namespace,
    ref.kind ?? "Gateway",
    ref.group ?? gatewayApiGroup,
  ];
  const base = `${route.name}-${route.namespace}`.slice(0, 244);
  return `${base.endsWith("-") ? base.slice(0, -1) : base}-${fnv1(parts.join(""))}`;
}

/** The MeshHTTPRoute of a route for a Service: never shortened, and the same for all refs to that Service. */
export function routeNameForService(
  route: { readonly namespace: string; readonly name: string },
  ref: NamedRef,
): string {
  return `${route.name}-${route.namespace}-${ref.name}.${ref.namespace ?? route.namespace}`;
}

/** The same for a MeshService (3.0). */
export function routeNameForMeshService(
  route: { readonly namespace: string; readonly name: string },
  ref: NamedRef,
): string {
  return `${route.name}-${route.namespace}-meshservice-${ref.name}.${ref.namespace ?? route.namespace}`;
}

/** Value of `ownerLabel`: tells whose a generated object is. */
export function ownerLabelValue(owner: { readonly namespace: string; readonly name: string }): string {
  return `${`${owner.namespace}_${owner.name}`.slice(0, 54)}-${fnv1(owner.namespace + owner.name)}`;
}

export function meshGatewayName(gateway: { readonly namespace: string; readonly name: string }): string {
  return `${gateway.name}.${gateway.namespace}`;
}

/** The `kuma.io/service` tag of a Service's port (without one: of the Service as a whole, as gateways have it). */
export function serviceTag(service: { readonly namespace: string; readonly name: string }, port?: number): string {
  const base = `${service.name}_${service.namespace}_svc`;
  return port === undefined ? base : `${base}_${port}`;
}

/** `Kind`, or `Kind.group` outside the core group, as messages print it. */
export function groupKindText(ref: { readonly group: string; readonly kind: string }): string {
  return ref.group === "" ? ref.kind : `${ref.kind}.${ref.group}`;
}

export function meshHttpRouteKey(systemNamespace: string, name: string): ObjectKey {
  return { group: kumaGroup, kind: "MeshHTTPRoute", namespace: systemNamespace, name };
}
