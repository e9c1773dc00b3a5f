/** Backends of rules and mirrors, up to 2.14. kuma: http_route_conversion.go `gapiToKumaRef` */
import type { BackendObjectReference } from "../../gateway-api/kinds/http-route.ts";
import { displayName, type Json, type JsonObject, type ObjectKey } from "../../kubernetes/object.ts";
import { type ExternalService, externalServiceKind } from "../kinds/external-service.ts";
import type { Place } from "../place.ts";
import type { Problem } from "../problem.ts";
import { below, from, type Traced } from "../trace.ts";
import type { View } from "../view.ts";
import { serviceNamed } from "./external.ts";
import {
  gatewayApiGroup,
  groupKindText,
  kumaGroup,
  serviceTag,
  serviceTagName,
  unresolvedBackend,
  zoneTag,
} from "./naming.ts";
import { isPermitted } from "./reference-grant.ts";

/** Why a reference does not resolve: what ResolvedRefs=False says of it. */
export interface UnresolvedRef {
  readonly reason: "BackendNotFound" | "RefNotPermitted" | "InvalidKind";
  readonly message: string;
  /** The field to blame. */
  readonly at: Place;
  readonly problem: Problem;
}

export interface Backend {
  /** The fields of a Kuma backendRef, without its weight, as they are told beside the reference's own place; `undefined` where it is left out. */
  readonly fields: { readonly [field: string]: Traced | undefined } | undefined;
  readonly unresolved?: UnresolvedRef;
}

/** How a release resolves what rules refer to. */
export interface BackendResolver {
  readonly view: View;
  readonly resolve: (ref: BackendObjectReference, place: Place) => Backend;
  /** Oddly, up to 2.14 a mirror that lacks a grant loses its condition instead of being dropped. */
  readonly keepsForbiddenMirrors: boolean;
}

/** From what a reference comes; grants matter only to routes on Gateways. */
export interface RefContext {
  readonly view: View;
  readonly namespace: string;
  readonly mesh: string;
  readonly needsGrants: boolean;
}

export function backendKey(ref: BackendObjectReference, namespace: string): ObjectKey {
  return { group: ref.group ?? "", kind: ref.kind ?? "Service", namespace: ref.namespace ?? namespace, name: ref.name };
}

export function backendResolver(context: RefContext): BackendResolver {
  const resolve: BackendResolver["resolve"] = (ref, place) => resolveBackend(context, ref, place);
  return { view: context.view, resolve, keepsForbiddenMirrors: true };
}

function resolveBackend(context: RefContext, ref: BackendObjectReference, place: Place): Backend {
  const { view, namespace } = context;
  const to = backendKey(ref, namespace);
  if (context.needsGrants && !isPermitted(view, { group: gatewayApiGroup, kind: "HTTPRoute", namespace }, to)) {
    const where = below(place, "namespace");
    return unresolved({
      reason: "RefNotPermitted",
      message: `reference to ${groupKindText(to)} ${quote(displayName(to))} not permitted by any ReferenceGrant`,
      at: where,
      problem: {
        code: "backend-not-permitted",
        at: where,
        args: { from: namespace, namespace: to.namespace, name: to.name, kind: to.kind, group: to.group },
      },
    });
  }
  if (to.kind === "Service" && to.group === "") return resolveService(view, ref, to, place);
  if (to.kind === "ExternalService" && to.group === kumaGroup) return resolveExternalService(context, to, place);
  const where = below(place, to.kind === "Service" || to.kind === "ExternalService" ? "group" : "kind");
  return unresolved({
    reason: "InvalidKind",
    message: "backend reference must be Service or externalservice.kuma.io",
    at: where,
    problem: { code: "backend-kind-unsupported", at: where, args: { group: to.group, kind: to.kind } },
  });
}

/** The port is taken as it is: nobody looks whether the Service has it. The zone's own instances only. */
function resolveService(view: View, ref: BackendObjectReference, to: ObjectKey, place: Place): Backend {
  const service = serviceNamed(view, to.namespace, to.name, ref.port);
  if (service === undefined) {
    const where = below(place, "name");
    return unresolved({
      reason: "BackendNotFound",
      message: `backend reference references a non-existent Service ${quote(displayName(to))}`,
      at: where,
      problem: {
        code: "backend-missing",
        at: where,
        args: { namespace: to.namespace, name: to.name, kind: "Service" },
      },
    });
  }
  return {
    fields: {
      kind: "MeshServiceSubset",
      name: from(place, serviceTag(to, ref.port ?? 0)),
      tags: { [zoneTag]: view.controlPlane.settings.zone },
    },
  };
}

/** Found by name in the route's mesh; it has no namespace, whatever the ref says. */
function resolveExternalService({ view, mesh }: RefContext, to: ObjectKey, place: Place): Backend {
  const external = externalServiceOf(view, to, mesh);
  if (external === undefined) {
    const where = below(place, "name");
    return unresolved({
      reason: "BackendNotFound",
      message: `backend reference references a non-existent ExternalService ${quote(to.name)}`,
      at: where,
      problem: { code: "backend-external-service-missing", at: where, args: { name: to.name, mesh } },
    });
  }
  const origin: Place = {
    object: { group: kumaGroup, kind: "ExternalService", namespace: "", name: to.name },
    path: ["spec", "tags", serviceTagName],
  };
  return { fields: { kind: "MeshService", name: from([place, origin], serviceOf(external)) } };
}

export function externalServiceOf(view: View, to: ObjectKey, mesh: string): ExternalService | undefined {
  if (to.kind !== "ExternalService" || to.group !== kumaGroup) return undefined;
  const external: ExternalService | undefined = view.cluster.get(externalServiceKind, "", to.name);
  return external === undefined || (external.mesh ?? "default") !== mesh ? undefined : external;
}

/** The `kuma.io/service` tag of an ExternalService: what a backend of it is called. */
export function serviceOf(external: ExternalService): string {
  const tags = objectAt(objectAt(external.spec)?.tags);
  const service = tags?.[serviceTagName];
  return typeof service === "string" ? service : "";
}

/** A backend that answers 500 on a Gateway and is passed over in the mesh. */
function unresolved(why: UnresolvedRef): Backend {
  return { fields: { kind: "MeshService", name: unresolvedBackend }, unresolved: why };
}

function objectAt(value: Json | undefined): JsonObject | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** As Go's `%q` prints a name. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
