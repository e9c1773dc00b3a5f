/** What is wrong with a Gateway's listeners as written, before anything is looked up. kuma: gateway_conversion.go validateListeners */
import type { Gateway, Listener } from "../../gateway-api/kinds/gateway.ts";
import {
  gatewayApiGroup,
  hostnameConflicts,
  type ListenerPort,
  protocolConflicts,
  routeKindGroup,
} from "../../gateway-api/listener.ts";
import { keyOf, type ObjectKey } from "../../kubernetes/object.ts";
import type { Condition, Place } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at, below } from "../trace.ts";
import type { GatewayParameters } from "./gateway-parameters.ts";
import { groupKindText } from "./naming.ts";

export interface SupportedKind {
  readonly group: string;
  readonly kind: string;
}

/** The status of one listener, but for what is attached to it. */
export interface ListenerOutcome {
  readonly name: string;
  readonly supportedKinds: readonly SupportedKind[];
  readonly conditions: readonly Condition[];
}

export interface JudgedListener {
  readonly listener: Listener;
  readonly place: Place;
  readonly supportedKinds: readonly SupportedKind[];
  /** Set where the listener is not translated at all: its whole status. */
  readonly rejected?: readonly Condition[];
  /** Its route kinds are wrong: it is translated all the same, but not programmed. */
  readonly wrongKinds?: Condition;
  readonly problems: readonly Problem[];
}

const httpRoute: SupportedKind = { group: gatewayApiGroup, kind: "HTTPRoute" };

export function judgeListeners(gateway: Gateway, parameters: GatewayParameters): readonly JudgedListener[] {
  const { listeners } = gateway.spec;
  const isSupported = ({ protocol }: ListenerPort) =>
    protocol === "HTTP" || (protocol === "HTTPS" && !parameters.crossMesh);
  const sameHostname = hostnameConflicts(listeners);
  const otherProtocol = protocolConflicts(listeners, isSupported);
  const key = keyOf(gateway);
  return listeners.map((listener, i) => {
    const place = at(key, "spec", "listeners", i);
    const supportedKinds = supportedKindsOf(listener);
    const judged = { listener, place, supportedKinds };
    if (!isSupported(listener)) return { ...judged, ...unsupported(key, listener, place, parameters) };
    if (sameHostname.has(i))
      return { ...judged, ...hostnameConflict(key, listener, place, others(listeners, i, sameHostname, key)) };
    if (otherProtocol.has(i))
      return { ...judged, ...protocolConflict(key, listener, place, others(listeners, i, otherProtocol, key)) };
    const wrong = wrongKindsOf(listener, place);
    if (wrong === undefined) return { ...judged, problems: [] };
    const { condition, kinds } = wrong;
    const problem: Problem = {
      code: "listener-route-kinds-invalid",
      at: condition.causes?.[0] ?? place,
      args: { kinds },
      because: { condition, of: key, listener: listener.name },
    };
    return { ...judged, wrongKinds: condition, problems: [problem] };
  });
}

/** The conditions of a translated listener; `badCertificate` says why a certificate cannot be used. */
export function resolvedConditions(
  judged: JudgedListener,
  badCertificate: Condition | undefined,
): readonly Condition[] {
  const { place, wrongKinds } = judged;
  const unresolved = wrongKinds ?? badCertificate;
  const good = (type: string, status: "True" | "False", reason: string) => condition(type, status, reason, "", [place]);
  return [
    ...(wrongKinds === undefined ? [] : [wrongKinds]),
    good("Accepted", "True", "Accepted"),
    good("Conflicted", "False", "NoConflicts"),
    ...(wrongKinds === undefined ? [badCertificate ?? good("ResolvedRefs", "True", "ResolvedRefs")] : []),
    unresolved === undefined
      ? good("Programmed", "True", "Programmed")
      : condition("Programmed", "False", "Invalid", "unable to resolve refs", unresolved.causes ?? [place]),
  ];
}

export function condition(
  type: string,
  status: "True" | "False",
  reason: string,
  message: string,
  causes: readonly Place[],
): Condition {
  return { type, status, reason, message, observedGeneration: 1, causes };
}

function supportedKindsOf({ allowedRoutes }: Listener): readonly SupportedKind[] {
  const kinds = allowedRoutes?.kinds ?? [];
  if (kinds.length === 0) return [httpRoute];
  return kinds.filter(isHttpRoute).map((kind) => ({ group: routeKindGroup(kind), kind: kind.kind }));
}

function isHttpRoute(kind: { readonly group?: string; readonly kind: string }): boolean {
  return kind.kind === "HTTPRoute" && routeKindGroup(kind) === gatewayApiGroup;
}

function wrongKindsOf(
  listener: Listener,
  place: Place,
): { readonly condition: Condition; readonly kinds: readonly string[] } | undefined {
  const causes: Place[] = [];
  const kinds: string[] = [];
  (listener.allowedRoutes?.kinds ?? []).forEach((kind, i) => {
    if (isHttpRoute(kind)) return;
    kinds.push(groupKindText({ group: routeKindGroup(kind), kind: kind.kind }));
    causes.push(below(place, "allowedRoutes", "kinds", i));
  });
  if (kinds.length === 0) return undefined;
  const message = `unexpected RouteGroupKind ${JSON.stringify(kinds.join(", "))}`;
  return { condition: condition("ResolvedRefs", "False", "InvalidRouteKinds", message, causes), kinds };
}

interface Rejection {
  readonly rejected: readonly Condition[];
  readonly problems: readonly Problem[];
}

function unsupported(
  of: ObjectKey,
  listener: Listener,
  place: Place,
  { crossMesh, config }: GatewayParameters,
): Rejection {
  const { protocol, name } = listener;
  const where = below(place, "protocol");
  const message = `unsupported protocol ${protocol}${crossMesh ? " with cross-mesh" : ""}`;
  const accepted = condition("Accepted", "False", "UnsupportedProtocol", message, [where]);
  const because = { condition: accepted, of, listener: name };
  const byCrossMesh = crossMesh && protocol === "HTTPS" && config !== undefined;
  return {
    rejected: [accepted, condition("Programmed", "False", "Invalid", "detached", [where])],
    problems: [
      byCrossMesh
        ? {
            code: "listener-cross-mesh-protocol",
            at: where,
            args: { protocol },
            because,
            related: [{ at: at(config, "spec", "crossMesh"), message: "Gateways of this class reach across meshes" }],
          }
        : { code: "listener-protocol-unsupported", at: where, args: { protocol }, because },
    ],
  };
}

function hostnameConflict(of: ObjectKey, listener: Listener, place: Place, others: readonly Other[]): Rejection {
  const { hostname = "", port, name } = listener;
  const rivals = others.filter((other) => other.listener.port === port && other.listener.hostname === hostname);
  const message = `multiple listeners for ${hostname}:${port}`;
  const where = below(place, "hostname");
  const conflict = conflicted("HostnameConflict", message, where, rivals);
  return {
    rejected: conflict,
    problems: [
      {
        code: "listener-hostname-conflict",
        at: where,
        args: { hostname, port },
        because: { condition: conflict[0], of, listener: name },
        related: relatedTo(rivals, "hostname"),
      },
    ],
  };
}

function protocolConflict(of: ObjectKey, listener: Listener, place: Place, others: readonly Other[]): Rejection {
  const { port, protocol, name } = listener;
  const rivals = others.filter((other) => other.listener.port === port && other.listener.protocol !== protocol);
  const message = `multiple listeners on ${port} with conflicting protocols`;
  const where = below(place, "protocol");
  const conflict = conflicted("ProtocolConflict", message, where, rivals);
  return {
    rejected: conflict,
    problems: [
      {
        code: "listener-protocol-conflict",
        at: where,
        args: { port },
        because: { condition: conflict[0], of, listener: name },
        related: relatedTo(rivals, "protocol"),
      },
    ],
  };
}

interface Other {
  readonly listener: Listener;
  readonly place: Place;
}

function others(
  listeners: readonly Listener[],
  self: number,
  among: ReadonlySet<number>,
  key: ObjectKey,
): readonly Other[] {
  const found: Other[] = [];
  for (const i of among) {
    const listener = listeners[i];
    if (i !== self && listener !== undefined) found.push({ listener, place: at(key, "spec", "listeners", i) });
  }
  return found;
}

function conflicted(
  reason: string,
  message: string,
  where: Place,
  rivals: readonly Other[],
): readonly [Condition, Condition] {
  const causes = [where, ...rivals.map((rival) => rival.place)];
  return [
    condition("Conflicted", "True", reason, message, causes),
    condition("Programmed", "False", "Invalid", "conflicts found", causes),
  ];
}

function relatedTo(rivals: readonly Other[], field: string): { readonly at: Place; readonly message: string }[] {
  return rivals.map(({ listener, place }) => ({
    at: below(place, field),
    message: `listener "${listener.name}": ${listener.protocol} on port ${listener.port}`,
  }));
}
