/** Filters of a rule. kuma: http_route_conversion.go `gapiToKumaMeshFilter` */
import type {
  HTTPHeader,
  HTTPHeaderFilter,
  HTTPPathModifier,
  HTTPRequestMirrorFilter,
  HTTPRequestRedirectFilter,
  HTTPRouteFilter,
} from "../../gateway-api/kinds/http-route.ts";
import type { Behavior } from "../behavior.ts";
import type { Place } from "../place.ts";
import { below, from, type Traced } from "../trace.ts";
import type { BackendResolver, UnresolvedRef } from "./backend-ref.ts";

/**
 * Of the same shape as it was; `undefined` for a filter that Kuma passes over without a word, and for a mirror whose backend is
 * bad, which is then among `unresolved`.
 */
export function translateFilter(
  resolver: BackendResolver,
  filter: HTTPRouteFilter,
  place: Place,
  unresolved: UnresolvedRef[],
): Traced | undefined {
  const { behavior } = resolver.view.controlPlane;
  const { type } = filter;
  switch (type) {
    case "RequestHeaderModifier":
      return { type, requestHeaderModifier: headerModifier(behavior, filter.requestHeaderModifier ?? {}) };
    case "ResponseHeaderModifier":
      return { type, responseHeaderModifier: headerModifier(behavior, filter.responseHeaderModifier ?? {}) };
    case "RequestRedirect":
      return { type, requestRedirect: redirect(filter.requestRedirect ?? {}, place) };
    case "URLRewrite": {
      const { hostname, path } = filter.urlRewrite ?? {};
      return { type, urlRewrite: { hostname, path: path && pathModifier(path) } };
    }
    case "RequestMirror": {
      const backendRef = mirror(resolver, filter.requestMirror, place, unresolved);
      return backendRef && { type, requestMirror: { backendRef } };
    }
    default:
      return undefined;
  }
}

function mirror(
  resolver: BackendResolver,
  body: HTTPRequestMirrorFilter | undefined,
  place: Place,
  unresolved: UnresolvedRef[],
): Traced | undefined {
  if (body === undefined) return undefined;
  const backend = resolver.resolve(body.backendRef, below(place, "requestMirror", "backendRef"));
  if (backend.unresolved !== undefined) {
    const isKept = resolver.keepsForbiddenMirrors && backend.unresolved.reason === "RefNotPermitted";
    if (!isKept) {
      unresolved.push(backend.unresolved);
      return undefined;
    }
  }
  return backend.fields;
}

/** Names of `set` and `add` go lower case, those of `remove` do not. */
function headerModifier(behavior: Behavior, { set, add, remove }: HTTPHeaderFilter): Traced {
  const lowered = (list: readonly HTTPHeader[] | undefined): Traced | undefined =>
    list === undefined || list.length === 0
      ? undefined
      : list.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
  const keepsRemove = remove !== undefined && (remove.length > 0 || behavior.writesEmptyTags);
  return { set: lowered(set), add: lowered(add), remove: keepsRemove ? remove : undefined };
}

function redirect(body: Partial<HTTPRequestRedirectFilter>, place: Place): Traced {
  const { scheme, hostname, path, port, statusCode = 302 } = body;
  return {
    scheme,
    hostname,
    path: path && pathModifier(path),
    port: port ?? portOfScheme(scheme, below(place, "requestRedirect")),
    statusCode,
  };
}

/** Without a port Gateway API means that of the scheme, Kuma's redirect the one of the request: so it is filled in. */
function portOfScheme(scheme: string | undefined, place: Place): Traced | undefined {
  const port = scheme === "http" ? 80 : scheme === "https" ? 443 : undefined;
  return port === undefined ? undefined : from(below(place, "scheme"), port);
}

function pathModifier({ type, replaceFullPath, replacePrefixMatch }: HTTPPathModifier): Traced {
  return type === "ReplaceFullPath" ? { type, replaceFullPath } : { type, replacePrefixMatch };
}
