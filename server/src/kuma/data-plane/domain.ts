/** Hostnames as a data plane's virtual hosts have them: `*`, `*.example.com`, `shop.example.com`. */

/** Whether every host of `inner` is one of `outer`. kuma: runtime/gateway/match, Contains */
export function contains(outer: string, inner: string): boolean {
  if (outer === "*" || outer === inner) return true;
  if (!outer.startsWith("*.")) return false;
  return inner !== "*" && inner.replace(/^\*/, "").endsWith(outer.slice(1)) && inner !== outer.slice(2);
}

export function intersects(a: string, b: string): boolean {
  return contains(a, b) || contains(b, a);
}

/** Most specific first: names before wildcards, longer before shorter, `*` last. */
export function bySpecificity(a: string, b: string): number {
  const rank = (host: string) => (host === "*" ? 2 : host.startsWith("*") ? 1 : 0);
  return rank(a) - rank(b) || b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}
