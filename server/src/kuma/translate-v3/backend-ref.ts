/** Backends of rules and mirrors in 3.0: real MeshServices, found by labels. kuma 3.0: http_route_conversion.go `uncheckedGapiToKumaRef` */
import type { BackendObjectReference } from "../../gateway-api/kinds/http-route.ts";
import { displayName, type ObjectKey } from "../../kubernetes/object.ts";
import { type MeshService, meshServiceKind } from "../kinds/mesh-service.ts";
import type { Place } from "../place.ts";
import { below, from, type Traced } from "../trace.ts";
import { type Backend, type BackendResolver, backendKey, quote, type UnresolvedRef } from "../translate/backend-ref.ts";
import { serviceNamed } from "../translate/external.ts";
import {
  displayNameLabel,
  gatewayApiGroup,
  groupKindText,
  kubeNamespaceLabel,
  kumaGroup,
} from "../translate/naming.ts";
import { isPermitted } from "../translate/reference-grant.ts";
import type { View } from "../view.ts";

export function backendResolver(view: View, namespace: string): BackendResolver {
  const resolve: BackendResolver["resolve"] = (ref, place) => resolveBackend(view, namespace, ref, place);
  return { view, resolve, keepsForbiddenMirrors: false };
}

/** The labels by which a policy names a MeshService. Its display name may have been written by hand, even as "". */
export function meshServiceLabels(service: MeshService): Readonly<Record<string, string>> {
  const { name, namespace = "", annotations } = service.metadata;
  return { [displayNameLabel]: annotations?.[displayNameLabel] ?? name, [kubeNamespaceLabel]: namespace };
}

/** A port's name; one without is called by its number. */
export function portName(port: { readonly name?: string; readonly port: number }): string {
  return port.name === undefined || port.name === "" ? String(port.port) : port.name;
}

function resolveBackend(view: View, namespace: string, ref: BackendObjectReference, place: Place): Backend {
  const to = backendKey(ref, namespace);
  const isService = to.kind === "Service" && to.group === "";
  const isMeshService = to.kind === "MeshService" && to.group === kumaGroup;
  if (!isService && !isMeshService) {
    const where = below(place, to.kind === "Service" || to.kind === "MeshService" ? "group" : "kind");
    return {
      fields: byName(place, to.name, namespace),
      unresolved: {
        reason: "InvalidKind",
        message: "backend reference must be Service or MeshService",
        at: where,
        problem: { code: "backend-kind-unsupported", at: where, args: { group: to.group, kind: to.kind } },
      },
    };
  }
  if (!isPermitted(view, { group: gatewayApiGroup, kind: "HTTPRoute", namespace }, to)) {
    const where = below(place, "namespace");
    return {
      fields: undefined,
      unresolved: {
        reason: "RefNotPermitted",
        message: `backend reference to ${groupKindText(to)} ${quote(displayName(to))} is not permitted by any ReferenceGrant`,
        at: where,
        problem: {
          code: "backend-not-permitted",
          at: where,
          args: { from: namespace, namespace: to.namespace, name: to.name, kind: to.kind, group: to.group },
        },
      },
    };
  }
  return isService ? resolveService(view, ref, to, place) : resolveMeshService(view, ref, to, place);
}

function resolveService(view: View, ref: BackendObjectReference, to: ObjectKey, place: Place): Backend {
  if (ref.port === undefined) {
    const where = below(place, "port");
    return {
      fields: byName(place, to.name, to.namespace),
      unresolved: {
        reason: "InvalidKind",
        message: "backend reference to Service must include a port",
        at: where,
        problem: {
          code: "backend-port-missing",
          at: where,
          args: { namespace: to.namespace, name: to.name, ports: [] },
        },
      },
    };
  }
  const service = serviceNamed(view, to.namespace, to.name, ref.port);
  if (service === undefined) return missing(to, place);
  return onPort(byName(place, to.name, to.namespace), ref.port, service.spec?.ports ?? [], to, place);
}

function resolveMeshService(view: View, ref: BackendObjectReference, to: ObjectKey, place: Place): Backend {
  const service = view.cluster.get(meshServiceKind, to.namespace, to.name);
  if (service === undefined) return missing(to, place);
  const fields = { kind: "MeshService", labels: from(place, meshServiceLabels(service)) };
  if (ref.port === undefined) return { fields };
  return onPort(fields, ref.port, service.spec?.ports ?? [], to, place);
}

/** A port that is not there is named by its number all the same. */
function onPort(
  fields: { readonly [field: string]: Traced },
  port: number,
  ports: readonly { readonly name?: string; readonly port: number }[],
  to: ObjectKey,
  place: Place,
): Backend {
  const where = below(place, "port");
  const found = ports.find((candidate) => candidate.port === port);
  const named = { ...fields, sectionName: from(where, found === undefined ? String(port) : portName(found)) };
  if (found !== undefined) return { fields: named };
  const args = { namespace: to.namespace, name: to.name, kind: to.kind, port, ports: ports.map((p) => p.port) };
  const unresolved: UnresolvedRef = {
    reason: "BackendNotFound",
    message: `${to.kind} ${quote(displayName(to))} does not have a port ${port}`,
    at: where,
    problem: {
      code: "backend-port-not-on-service",
      at: where,
      args,
      related: [{ at: { object: to, path: ["spec", "ports"] }, message: `the ${to.kind}'s ports` }],
    },
  };
  return { fields: named, unresolved };
}

function missing(to: ObjectKey, place: Place): Backend {
  const where = below(place, "name");
  return {
    fields: byName(place, to.name, to.namespace),
    unresolved: {
      reason: "BackendNotFound",
      message: `backend reference references a non-existent ${to.kind} ${quote(displayName(to))}`,
      at: where,
      problem: {
        code: "backend-missing",
        at: where,
        args: { namespace: to.namespace, name: to.name, kind: to.kind },
      },
    },
  };
}

function byName(place: Place, name: string, namespace: string): { readonly [field: string]: Traced } {
  return {
    kind: "MeshService",
    labels: from(place, { [displayNameLabel]: name, [kubeNamespaceLabel]: namespace }),
  };
}
