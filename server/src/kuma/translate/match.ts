/** Matches of a rule. kuma: http_route_conversion.go `gapiToKumaMeshMatch` */
import type { HTTPRouteMatch } from "../../gateway-api/kinds/http-route.ts";
import type { Place } from "../place.ts";
import { below, copied, from, type Traced } from "../trace.ts";

/** `place` is the match's. Header names go lower case, and a prefix loses one trailing slash; all else is copied. */
export function translateMatch(match: HTTPRouteMatch, place: Place): Traced {
  const { path, headers, queryParams, method } = match;
  return from(place, {
    path: path === undefined ? undefined : translatePath(path, below(place, "path")),
    headers: someOf(
      headers?.map((header, i) => {
        const headerPlace = below(place, "headers", i);
        return from(headerPlace, {
          type: copied(below(headerPlace, "type"), header.type ?? "Exact"),
          name: from(below(headerPlace, "name"), header.name.toLowerCase()),
          value: header.value === "" ? undefined : copied(below(headerPlace, "value"), header.value),
        });
      }),
    ),
    queryParams: someOf(
      queryParams?.map((param, i) => {
        const paramPlace = below(place, "queryParams", i);
        return from(paramPlace, {
          type: copied(below(paramPlace, "type"), param.type ?? "Exact"),
          name: copied(below(paramPlace, "name"), param.name),
          value: copied(below(paramPlace, "value"), param.value),
        });
      }),
    ),
    method: method === undefined ? undefined : copied(below(place, "method"), method),
  });
}

function translatePath(path: NonNullable<HTTPRouteMatch["path"]>, place: Place): Traced {
  const { type = "PathPrefix", value = "/" } = path;
  const cut = type === "PathPrefix" && value !== "/" && value.endsWith("/");
  return from(place, {
    type: copied(below(place, "type"), type),
    value: from(below(place, "value"), cut ? value.slice(0, -1) : value),
  });
}

/** Kuma writes no empty lists of these: they would be `null`, which the API server prunes. */
function someOf(list: readonly Traced[] | undefined): readonly Traced[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
