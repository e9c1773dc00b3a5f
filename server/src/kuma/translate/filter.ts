/** Filters of a rule. kuma: http_route_conversion.go `gapiToKumaMeshFilter` */
import type {
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
  const wrap = (field: string, body: Traced): Traced =>
    from(place, { type: copied(below(place, "type"), filter.type), [field]: from(below(place, field), body) });
  switch (filter.type) {
    case "RequestHeaderModifier":
    case "ResponseHeaderModifier": {
      const field = filter.type === "RequestHeaderModifier" ? "requestHeaderModifier" : "responseHeaderModifier";
      return wrap(field, headerModifier(behavior, filter[field] ?? {}, below(place, field)));
    }
    case "RequestRedirect":
      return wrap("requestRedirect", redirect(filter.requestRedirect ?? {}, below(place, "requestRedirect")));
    case "URLRewrite": {
      const at = below(place, "urlRewrite");
      const { hostname, path } = filter.urlRewrite ?? {};
      return wrap("urlRewrite", {
        hostname: copyOf(hostname, at, "hostname"),
        path: path === undefined ? undefined : pathModifier(path, below(at, "path")),
      });
    }
    case "RequestMirror": {
      if (filter.requestMirror === undefined) return undefined;
      const at = below(place, "requestMirror", "backendRef");
      const backendRef = mirror(filter.requestMirror.backendRef, at);
      return backendRef === undefined ? undefined : wrap("requestMirror", { backendRef: from(at, backendRef) });
    }
    default:
      return undefined;
  }
}

/** Names of `set` and `add` go lower case, those of `remove` do not. */
function headerModifier(behavior: Behavior, modifier: HTTPHeaderFilter, place: Place): Traced {
  const headers = (field: "set" | "add"): Traced | undefined => {
    const list = modifier[field];
    if (list === undefined || list.length === 0) return undefined;
    const at = below(place, field);
    return from(
      at,
      list.map(({ name, value }, i) =>
        from(below(at, i), {
          name: from(below(at, i, "name"), name.toLowerCase()),
          value: copied(below(at, i, "value"), value),
        }),
      ),
    );
  };
  const { remove } = modifier;
  const keepsRemove = remove !== undefined && (remove.length > 0 || behavior.writesEmptyTags);
  return {
    set: headers("set"),
    add: headers("add"),
    remove: keepsRemove ? copied(below(place, "remove"), remove) : undefined,
  };
}

function redirect(body: Partial<HTTPRequestRedirectFilter>, place: Place): Traced {
  const { scheme, hostname, path, port, statusCode } = body;
  return {
    scheme: copyOf(scheme, place, "scheme"),
    hostname: copyOf(hostname, place, "hostname"),
    path: path === undefined ? undefined : pathModifier(path, below(place, "path")),
    port: copyOf(port, place, "port") ?? portOfScheme(scheme, place),
    statusCode: copyOf(statusCode ?? 302, place, "statusCode"),
  };
}

/** Without a port Gateway API means that of the scheme, Kuma's redirect the one of the request: so it is filled in. */
function portOfScheme(scheme: string | undefined, place: Place): Traced | undefined {
  const port = scheme === "http" ? 80 : scheme === "https" ? 443 : undefined;
  return port === undefined ? undefined : from(below(place, "scheme"), port);
}

function pathModifier(path: HTTPPathModifier, place: Place): Traced {
  const field = path.type === "ReplaceFullPath" ? "replaceFullPath" : "replacePrefixMatch";
  return from(place, { type: copied(below(place, "type"), path.type), [field]: copyOf(path[field], place, field) });
}

function copyOf(value: string | number | undefined, place: Place, field: string): Traced | undefined {
  return value === undefined ? undefined : copied(below(place, field), value);
}
