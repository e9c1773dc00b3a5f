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
import { below, copied, from, type Traced } from "../trace.ts";

/** `undefined` for a filter that Kuma passes over without a word. A RequestMirror's backend is resolved by `mirror`. */
export function translateFilter(
  behavior: Behavior,
  filter: HTTPRouteFilter,
  place: Place,
  mirror: (backendRef: HTTPRequestMirrorFilter["backendRef"], place: Place) => Traced | undefined,
): Traced | undefined {
  const { type } = filter;
  switch (type) {
    case "RequestHeaderModifier":
      return copied(place, {
        type,
        requestHeaderModifier: headerModifier(behavior, filter.requestHeaderModifier ?? {}),
      });
    case "ResponseHeaderModifier":
      return copied(place, {
        type,
        responseHeaderModifier: headerModifier(behavior, filter.responseHeaderModifier ?? {}),
      });
    case "RequestRedirect":
      return copied(place, { type, requestRedirect: redirect(filter.requestRedirect ?? {}, place) });
    case "URLRewrite": {
      const { hostname, path } = filter.urlRewrite ?? {};
      return copied(place, { type, urlRewrite: { hostname, path: path && pathModifier(path) } });
    }
    case "RequestMirror": {
      if (filter.requestMirror === undefined) return undefined;
      const backendRef = mirror(filter.requestMirror.backendRef, below(place, "requestMirror", "backendRef"));
      return backendRef === undefined ? undefined : copied(place, { type, requestMirror: { backendRef } });
    }
    default:
      return undefined;
  }
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
