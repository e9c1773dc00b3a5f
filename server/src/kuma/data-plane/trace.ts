import { bySpecificity, contains, intersects } from "./domain.ts";
import { type RouteMatch, unmet } from "./match.ts";
import { inMesh, onGateway } from "./precedence.ts";
import type { TracedRequest } from "./request.ts";
import {
  type Entry,
  mergedEntries,
  type PathModifier,
  type RouteDestination,
  type RouteResource,
} from "./route-resource.ts";

/** A listener of a stored MeshGateway. */
export interface GatewayListener {
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Backend {
  readonly destination: RouteDestination;
  readonly weight: number;
  /** Of the requests that reach this rule, in percent. */
  readonly share: number;
}

export type TraceOutcome =
  | { readonly kind: "forward"; readonly backends: readonly Backend[]; readonly path: string; readonly host: string }
  | { readonly kind: "redirect"; readonly status: number; readonly location: string }
  | { readonly kind: "respond"; readonly status: number; readonly why: string }
  /** To the Service that was called: no rule takes the request. */
  | { readonly kind: "passthrough"; readonly why: string };

export interface Candidate {
  readonly entry: Entry;
  /** Why it does not serve the request; empty for the one that does, and for those that come too late. */
  readonly unmet: readonly string[];
}

/** How a data plane serves a request, with everything that lost, in the order in which it is tried. */
export interface RequestTrace {
  /** `gateways.kuma.io/listener-name` of the listener that took the request. */
  readonly listener?: string;
  readonly virtualHost?: string;
  readonly winner?: Candidate;
  readonly losers: readonly Candidate[];
  readonly outcome: TraceOutcome;
  readonly notes: readonly string[];
}

/** kuma: meshhttproute/plugin/v1alpha1/gateway_routes.go, sortRulesToHosts */
export function traceAtGateway(
  request: TracedRequest,
  gateway: { readonly name: string; readonly listeners: readonly GatewayListener[] },
  routes: readonly RouteResource[],
): RequestTrace {
  const protocol = request.scheme === "https" ? "HTTPS" : "HTTP";
  const onPort = gateway.listeners.filter((l) => l.port === request.port && l.protocol === protocol);
  if (onPort.length === 0) {
    return nothing(503, `no ${protocol} listener on port ${request.port}: the connection is refused`);
  }
  const hosts = virtualHosts(onPort, gateway.name, routes);
  const host = hosts
    .filter(({ domain }) => contains(domain, request.host))
    .sort((a, b) => bySpecificity(a.domain, b.domain))[0];
  if (host === undefined) {
    return nothing(404, `no listener and route on port ${request.port} is for the host ${request.host}`);
  }
  const entries = mergedEntries(host.routes).sort((a, b) => onGateway(a.match, b.match));
  const exact = new Set(entries.flatMap(({ match }) => (match.path?.type === "Exact" ? [match.path.value] : [])));
  const notes: string[] = [];
  const candidates = entries.map((entry) => {
    const alsoExact = !exact.has(entry.match.path?.value ?? "");
    const missing = unmet(entry.match, request, alsoExact);
    if (!alsoExact && missing.length > 0 && unmet(entry.match, request).length === 0) {
      notes.push(
        `PathPrefix ${entry.match.path?.value} does not take the path itself, because another route of this host has it as Exact`,
      );
    }
    return { entry, unmet: missing };
  });
  const { name } = host;
  const base = { ...(name === undefined ? {} : { listener: name }), virtualHost: host.domain };
  const winner = served(candidates);
  if (winner === undefined) {
    const why = "no rule of this host matches";
    return { ...base, losers: candidates, outcome: { kind: "respond", status: 404, why }, notes };
  }
  const losers = candidates.filter((candidate) => candidate !== winner);
  return { ...base, winner, losers, outcome: act(winner.entry, request, 500), notes };
}

export interface VirtualHost {
  readonly domain: string;
  readonly name: string | undefined;
  readonly routes: readonly { readonly route: RouteResource; readonly to: number }[];
}

/** The hosts that listeners of one port and protocol serve, each with the routes that are asked there. */
export function virtualHosts(
  listeners: readonly GatewayListener[],
  gateway: string,
  all: readonly RouteResource[],
): VirtualHost[] {
  const out: VirtualHost[] = [];
  const observed: string[] = [];
  const ordered = [...listeners].sort((a, b) => bySpecificity(a.hostname ?? "*", b.hostname ?? "*"));
  for (const listener of ordered) {
    const domain = listener.hostname ?? "*";
    const here = all
      .filter(
        ({ targetRef: { kind, name, tags } }) => kind === "MeshGateway" && name === gateway && carries(listener, tags),
      )
      .flatMap((route) =>
        route.to.flatMap(({ hostnames }, to) =>
          (hostnames === undefined || hostnames.length === 0 ? ["*"] : hostnames).map((hostname) => ({
            route,
            to,
            hostname,
          })),
        ),
      )
      .filter(({ hostname }) => intersects(domain, hostname))
      .map((asked, at) => ({ ...asked, at }));
    const byHostname = new Map<string, typeof here>();
    for (const asked of here) {
      const same = byHostname.get(asked.hostname);
      if (same === undefined) byHostname.set(asked.hostname, [asked]);
      else same.push(asked);
    }
    const hostnames = [...byHostname.keys()];
    const wildcards = hostnames.filter((hostname) => hostname.startsWith("*"));
    const domains = new Set(hostnames.map((hostname) => (contains(hostname, domain) ? domain : hostname)));
    for (const match of domains) {
      // A more specific listener has taken these hosts away.
      if (observed.some((seen) => contains(seen, match))) continue;
      // Two names without a wildcard have no host in common.
      const meeting = match.startsWith("*") ? hostnames : new Set([match, ...wildcards]);
      const routes = [...meeting]
        .filter((hostname) => intersects(match, hostname) && !(domains.has(hostname) && !contains(hostname, match)))
        .flatMap((hostname) => byHostname.get(hostname) ?? [])
        .sort((a, b) => a.at - b.at);
      out.push({ domain: match, name: listener.tags?.["gateways.kuma.io/listener-name"], routes });
    }
    observed.push(domain);
  }
  return out;
}

const carries = (listener: GatewayListener, tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(tags).every(([key, value]) => listener.tags?.[key] === value);

export interface CalledService {
  /** As the routes' `to[].targetRef` names it: `svc_ns_svc_port`, or display name, namespace and section for label-based references. */
  readonly fits: (to: RouteDestination) => boolean;
  readonly display: string;
  /** What Kuma takes the port's protocol for: `http`, `tcp`, … */
  readonly protocol: string;
}

/** Whether Kuma routes this protocol as HTTP. */
export function isHttp(protocol: string | undefined): boolean {
  return protocol === "http" || protocol === "http2" || protocol === "grpc";
}

/**
 * A request of a client in the mesh to a Service. `protocolOf` says what a backend speaks; a rule whose backends are all not
 * HTTP is skipped. kuma: meshhttproute/plugin/v1alpha1/listeners.go, prepareRoutes
 */
export function traceInMesh(
  request: TracedRequest,
  service: CalledService,
  clientNamespace: string | undefined,
  routes: readonly RouteResource[],
  protocolOf: (backend: RouteDestination) => string | undefined,
): RequestTrace {
  const why = (text: string): RequestTrace => ({ losers: [], outcome: { kind: "passthrough", why: text }, notes: [] });
  if (!isHttp(service.protocol)) {
    return why(
      `${service.display} speaks ${service.protocol} to Kuma, so no HTTPRoute has an effect on it (\`appProtocol: http\` on the port mends that)`,
    );
  }
  const applying = routes.filter(({ targetRef }) => appliesTo(targetRef, clientNamespace));
  const ours = applying.flatMap((route) =>
    route.to.flatMap(({ targetRef }, to) => (service.fits(targetRef) ? [{ route, to }] : [])),
  );
  const candidates = mergedEntries(ours)
    .sort((a, b) => inMesh(a.match, b.match))
    .map((entry) => ({ entry, unmet: [...unmet(entry.match, request), ...skipped(entry, protocolOf)] }));
  const winner = served(candidates);
  if (winner === undefined) return { ...why(`no rule matches: ${service.display} itself answers`), losers: candidates };
  const losers = candidates.filter((candidate) => candidate !== winner);
  if (winner.entry.action.backendRefs === undefined && !redirects(winner.entry)) {
    return { ...why(`the rule names no backend: ${service.display} itself answers`), winner, losers };
  }
  return { winner, losers, outcome: act(winner.entry, request, 503), notes: [] };
}

function appliesTo(targetRef: RouteResource["targetRef"], clientNamespace: string | undefined): boolean {
  if (targetRef.kind === "Mesh") return true;
  const wanted = targetRef.tags?.["k8s.kuma.io/namespace"] ?? targetRef.labels?.["k8s.kuma.io/namespace"];
  return wanted !== undefined && wanted === clientNamespace;
}

function skipped(entry: Entry, protocolOf: (backend: RouteDestination) => string | undefined): string[] {
  const refs = entry.action.backendRefs;
  if (refs === undefined || redirects(entry)) return [];
  const usable = refs.filter((ref) => (ref.weight ?? 1) > 0 && isHttp(protocolOf(ref)));
  return usable.length > 0
    ? []
    : ["none of its backends is reachable by HTTP with a weight above 0, so Kuma leaves the rule out"];
}

const redirects = (entry: Entry) =>
  entry.action.filters?.some(({ requestRedirect }) => requestRedirect !== undefined) === true;
const served = (candidates: readonly Candidate[]) => candidates.find((candidate) => candidate.unmet.length === 0);
const nothing = (status: number, why: string): RequestTrace => ({
  losers: [],
  outcome: { kind: "respond", status, why },
  notes: [],
});

function act(entry: Entry, request: TracedRequest, withoutBackend: number): TraceOutcome {
  let { path, host } = request;
  for (const { requestRedirect: redirect, urlRewrite } of entry.action.filters ?? []) {
    if (redirect !== undefined) {
      const scheme = redirect.scheme ?? request.scheme;
      const port = redirect.port ?? request.port;
      const shown = port === (scheme === "https" ? 443 : 80) ? "" : `:${port}`;
      // Kuma's redirects strip the query.
      const location = `${scheme}://${redirect.hostname ?? host}${shown}${rewritten(path, redirect.path, entry.match)}`;
      return { kind: "redirect", status: redirect.statusCode ?? 302, location };
    }
    if (urlRewrite !== undefined) {
      path = rewritten(path, urlRewrite.path, entry.match);
      host = urlRewrite.hostname ?? host;
    }
  }
  const refs = entry.action.backendRefs ?? [];
  const total = refs.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  if (total === 0) return { kind: "respond", status: withoutBackend, why: "no backend has a weight above 0" };
  const backends = refs.map((destination) => {
    const weight = destination.weight ?? 1;
    return { destination, weight, share: (100 * weight) / total };
  });
  return { kind: "forward", backends, path, host };
}

function rewritten(path: string, modifier: PathModifier | undefined, match: RouteMatch): string {
  if (modifier?.replaceFullPath !== undefined) return modifier.replaceFullPath;
  if (modifier?.replacePrefixMatch === undefined || match.path?.type !== "PathPrefix") return path;
  const rest = path.slice(match.path.value.replace(/\/$/, "").length);
  const joined = `${modifier.replacePrefixMatch.replace(/\/$/, "")}/${rest.replace(/^\//, "")}`;
  return rest === "" || rest === "/" ? modifier.replacePrefixMatch || "/" : joined;
}
