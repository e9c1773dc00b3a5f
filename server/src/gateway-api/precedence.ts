/** Which of two matches of the same host is tried first, as the specification orders them (GEP-718, HTTPRouteRule.matches). */
export interface PrecedenceMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly method?: string;
  readonly headers?: readonly unknown[];
  readonly queryParams?: readonly unknown[];
}

/** Negative where `a` goes before `b`, 0 where only the order in the manifests decides. */
export function compareMatches(a: PrecedenceMatch, b: PrecedenceMatch): number {
  return (
    rankOfPath(a) - rankOfPath(b) ||
    lengthOfPath(b) - lengthOfPath(a) ||
    Number(b.method !== undefined) - Number(a.method !== undefined) ||
    (b.headers?.length ?? 0) - (a.headers?.length ?? 0) ||
    (b.queryParams?.length ?? 0) - (a.queryParams?.length ?? 0)
  );
}

/** Where a regular expression stands is left to implementations: Envoy users expect it between Exact and PathPrefix. */
function rankOfPath(match: PrecedenceMatch): number {
  switch (match.path?.type ?? "PathPrefix") {
    case "Exact":
      return 0;
    case "RegularExpression":
      return 1;
    default:
      return 2;
  }
}

function lengthOfPath(match: PrecedenceMatch): number {
  return [...(match.path?.value ?? "/")].length;
}
