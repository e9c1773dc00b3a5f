/** Matches of a rule. kuma: http_route_conversion.go `gapiToKumaMeshMatch` */
import type { HTTPRouteMatch } from "../../gateway-api/kinds/http-route.ts";
import type { Place } from "../place.ts";
import { copied, type Traced } from "../trace.ts";

/** `place` is the match's. Header names go lower case, and a prefix loses one trailing slash; all else is copied. */
export function translateMatch(match: HTTPRouteMatch, place: Place): Traced {
  const { path, headers, queryParams, method } = match;
  return copied(place, {
    path: path === undefined ? undefined : translatePath(path),
    headers: someOf(
      headers?.map(({ type = "Exact", name, value }) => ({
        type,
        name: name.toLowerCase(),
        value: value === "" ? undefined : value,
      })),
    ),
    queryParams: someOf(queryParams?.map(({ type = "Exact", name, value }) => ({ type, name, value }))),
    method,
  });
}

function translatePath({ type = "PathPrefix", value = "/" }: NonNullable<HTTPRouteMatch["path"]>): Traced {
  const cut = type === "PathPrefix" && value !== "/" && value.endsWith("/");
  return { type, value: cut ? value.slice(0, -1) : value };
}

/** Kuma writes no empty lists of these: they would be `null`, which the API server prunes. */
function someOf(list: readonly Traced[] | undefined): readonly Traced[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
