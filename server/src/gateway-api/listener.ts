/** What of a listener the rules of conflicts look at. */
export interface ListenerPort {
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
}

export interface RouteGroupKind {
  readonly group?: string;
  readonly kind: string;
}

export const gatewayApiGroup = "gateway.networking.k8s.io";

/** The group of a listener's allowed route kind: unset means Gateway API's. */
export function routeKindGroup(kind: RouteGroupKind): string {
  return kind.group ?? gatewayApiGroup;
}

/**
 * Indices of the listeners that share port and written hostname with another one. Listeners without a hostname never count,
 * and what their protocol is does not matter.
 */
export function hostnameConflicts(listeners: readonly ListenerPort[]): ReadonlySet<number> {
  return sharedBy(listeners, (listener) =>
    listener.hostname === undefined || listener.hostname === "" ? undefined : `${listener.port}/${listener.hostname}`,
  );
}

/** Indices of the listeners whose port another listener (of those that `counts`) has with another protocol. */
export function protocolConflicts(
  listeners: readonly ListenerPort[],
  counts: (listener: ListenerPort) => boolean,
): ReadonlySet<number> {
  const protocols = new Map<number, Set<string>>();
  for (const listener of listeners) {
    if (!counts(listener)) continue;
    const known = protocols.get(listener.port);
    if (known === undefined) protocols.set(listener.port, new Set([listener.protocol]));
    else known.add(listener.protocol);
  }
  const conflicting = new Set<number>();
  listeners.forEach((listener, i) => {
    if (counts(listener) && (protocols.get(listener.port)?.size ?? 0) > 1) conflicting.add(i);
  });
  return conflicting;
}

function sharedBy(
  listeners: readonly ListenerPort[],
  keyOf: (listener: ListenerPort) => string | undefined,
): ReadonlySet<number> {
  const byKey = new Map<string, number[]>();
  listeners.forEach((listener, i) => {
    const key = keyOf(listener);
    if (key === undefined) return;
    const indices = byKey.get(key);
    if (indices === undefined) byKey.set(key, [i]);
    else indices.push(i);
  });
  return new Set([...byKey.values()].filter((indices) => indices.length > 1).flat());
}
