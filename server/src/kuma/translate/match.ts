/** Matches of a rule. kuma: http_route_conversion.go `gapiToKumaMeshMatch` */
import type { HTTPRouteMatch } from "../../gateway-api/kinds/http-route.ts";
import type { Traced } from "../trace.ts";

/** Of the same shape as it was. Header names go lower case, and a prefix loses one trailing slash; all else is copied. */
export function translateMatch(match: HTTPRouteMatch): Traced {
  const { path, headers, queryParams, method } = match;
  return {
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
  };
}

function translatePath({ type = "PathPrefix", value = "/" }: NonNullable<HTTPRouteMatch["path"]>): Traced {
  const cut = type === "PathPrefix" && value !== "/" && value.endsWith("/");
  return { type, value: cut ? value.slice(0, -1) : value };
}

/** Kuma writes no empty lists of these: they would be `null`, which the API server prunes. */
function someOf(list: readonly Traced[] | undefined): readonly Traced[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
