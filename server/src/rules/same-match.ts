import { type HTTPRoute, httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import type { ClusterIndex } from "../kubernetes/cluster.ts";
import { keyOf } from "../kubernetes/object.ts";
import { parentKindOf } from "../kuma/translate/attachment.ts";
import { matchIdentity } from "./match-identity.ts";

/** A match as one parent sees it. */
export interface PlacedMatch {
  readonly rule: number;
  readonly match: number;
  /** Equal for all routes that ask for the same requests there. */
  readonly key: string;
}

const manyMatches = 256;

/** The matches of a route by parent (`Gateway infra/edge`) and, at a Gateway, by section, port and hostname. */
export function placedMatches(route: HTTPRoute, kind: "Gateway" | "Service"): readonly PlacedMatch[] {
  const placed: PlacedMatch[] = [];
  const hostnames = kind === "Gateway" && (route.spec.hostnames?.length ?? 0) > 0 ? route.spec.hostnames : [""];
  for (const ref of route.spec.parentRefs ?? []) {
    if (parentKindOf(ref) !== kind) continue;
    const parent = `${ref.namespace ?? route.metadata.namespace}/${ref.name} ${ref.port ?? ""}`;
    for (const hostname of hostnames ?? []) {
      for (const [rule, { matches }] of route.spec.rules.entries()) {
        for (const [match, found] of matches.entries()) {
          if (placed.length >= manyMatches) return placed;
          const section = kind === "Gateway" ? (ref.sectionName ?? "") : "";
          placed.push({ rule, match, key: `${parent} ${section} ${hostname} ${matchIdentity(found)}` });
        }
      }
    }
  }
  return placed;
}

export const routesBySameGatewayMatch: ClusterIndex<HTTPRoute> = {
  name: "http-routes-by-same-gateway-match",
  kind: httpRouteKind,
  keys: (route) => placedMatches(route, "Gateway").map(({ key }) => key),
};

export const routesBySameServiceMatch: ClusterIndex<HTTPRoute> = {
  name: "http-routes-by-same-service-match",
  kind: httpRouteKind,
  keys: (route) => placedMatches(route, "Service").map(({ key }) => key),
};

/** The first other route, in order of namespace and name, that has this match there and stands before this one. */
export function earlierRoute(route: HTTPRoute, sharing: readonly HTTPRoute[]): HTTPRoute | undefined {
  const [first] = sharing;
  if (first === undefined) return undefined;
  const mine = keyOf(route);
  const theirs = keyOf(first);
  return theirs.namespace === mine.namespace && theirs.name === mine.name ? undefined : first;
}
