/**
 * Hostnames of listeners and routes: exact, `*.domain`, or absent (any host).
 * `wholeLabels`: whether `*.example.com` needs the dot before `example.com` (the specification says so; Kuma does not always).
 */

/** Whether there is a host that both names mean. An empty name means every host. */
export function hostnamesMeet(a: string, b: string, wholeLabels: boolean): boolean {
  return a === "" || b === "" || a === b || isCoveredBy(a, b, wholeLabels) || isCoveredBy(b, a, wholeLabels);
}

/** Whether a route with these hostnames (none: every host) meets a listener's hostname. */
export function routeMeetsListener(
  routeHostnames: readonly string[] | undefined,
  listenerHostname: string | undefined,
  wholeLabels: boolean,
): boolean {
  if (routeHostnames === undefined || routeHostnames.length === 0) return true;
  return routeHostnames.some((hostname) => hostnamesMeet(hostname, listenerHostname ?? "", wholeLabels));
}

/** The narrower of two names that meet: what a route on that listener answers for. */
export function commonHostname(a: string, b: string, wholeLabels: boolean): string | undefined {
  if (b === "" || a === b || isCoveredBy(a, b, wholeLabels)) return a;
  if (a === "" || isCoveredBy(b, a, wholeLabels)) return b;
  return undefined;
}

/** Whether a request's host (lower case, without port) is one that the name means. */
export function hostnameMatches(hostname: string, host: string): boolean {
  return hostname === "" || hostname === "*" || hostname === host || isCoveredBy(host, hostname, true);
}

/** Whether every host of `name` is one of the wildcard `pattern`. */
function isCoveredBy(name: string, pattern: string, wholeLabels: boolean): boolean {
  if (!pattern.startsWith("*.")) return false;
  const suffix = pattern.slice(wholeLabels ? 1 : 2);
  return name.endsWith(suffix) && name !== suffix;
}
