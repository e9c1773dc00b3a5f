import type { RouteMatch } from "./match.ts";

/** How two matches are ordered; the first that fits a request serves it. Stable sorts keep the order of equal ones. */
export type MatchOrder = (a: RouteMatch, b: RouteMatch) => number;

const kinds = ["Exact", "PathPrefix", "RegularExpression"];
const kindOf = (match: RouteMatch) => {
  const at = kinds.indexOf(match.path?.type ?? "");
  return at < 0 ? kinds.length : at;
};
const lengthOf = (match: RouteMatch) => match.path?.value.length ?? 0;

function byCriteria(a: RouteMatch, b: RouteMatch): number {
  return (
    Number(b.method !== undefined) - Number(a.method !== undefined) ||
    (b.headers?.length ?? 0) - (a.headers?.length ?? 0) ||
    (b.queryParams?.length ?? 0) - (a.queryParams?.length ?? 0)
  );
}

/** In the mesh (outbounds to a Service). kuma: meshhttproute/api/v1alpha1/compare.go, CompareMatch */
export const inMesh: MatchOrder = (a, b) =>
  kindOf(a) - kindOf(b) || (a.path?.type === "Exact" ? 0 : lengthOf(b) - lengthOf(a)) || byCriteria(a, b);

/** On a gateway's listener. kuma: runtime/gateway/route/sorter.go, isMoreSpecific */
export const onGateway: MatchOrder = (a, b) => {
  const byPath = kindOf(a) - kindOf(b) || lengthOf(b) - lengthOf(a);
  // Upstream never goes past the path where either is a regular expression of equal length.
  if (byPath !== 0 || a.path?.type === "RegularExpression") return byPath;
  const left = a.path?.value ?? "";
  const right = b.path?.value ?? "";
  return byCriteria(a, b) || (left < right ? -1 : left > right ? 1 : 0);
};
