import {
  type RequestAtParams,
  requestAtRequest,
  type SourceRange,
  type TopologyParams,
  type TopologyResult,
  type TracedRule,
  type TraceParams,
  type TraceResult,
  topologyRequest,
  traceRequest,
} from "../../../shared/src/requests.ts";
import { choicesIn, filterTopology } from "../../../shared/src/topology.ts";
import type { LocatedTrace, TraceTarget } from "../editor/request-trace.ts";
import { fieldText, matchText, outcomeText, reasonText } from "../editor/trace-text.ts";
import { displayName } from "../kubernetes/object.ts";
import { parseRequest } from "../kuma/data-plane/request.ts";
import type { Candidate } from "../kuma/data-plane/trace.ts";
import { fromPosition } from "./from-proto.ts";
import { allRead, type Register } from "./register.ts";
import type { Session } from "./session.ts";
import { type ProtoContext, toLocation } from "./to-proto.ts";

/** What panels beside the editor ask for: a cluster's picture, and which rule serves a request. */
export function registerPanels({ answer }: Register): void {
  answer(
    topologyRequest,
    null,
    (session: Session, params: TopologyParams): TopologyResult | null => {
      session.answers.asked();
      return topologyOf(session, params);
    },
    allRead,
  );

  answer(
    traceRequest,
    { error: "The server could not trace this request." },
    (session: Session, params: TraceParams): TraceResult => {
      session.answers.asked();
      return traceOf(session, params);
    },
    allRead,
  );

  answer(
    requestAtRequest,
    null,
    (session: Session, params: RequestAtParams): TraceParams | null => {
      const place = fromPosition(session.documents, session.textOf, params);
      return (place && session.analysis.glance().requestAt(place.uri, place.offset)) ?? null;
    },
    allRead,
  );
}

function topologyOf(session: Session, { cluster: wanted, most, ...filter }: TopologyParams): TopologyResult | null {
  const snapshot = session.analysis.glance();
  const clusters = snapshot.clusters().map(({ name }) => name);
  // A cluster that is gone (its settings were edited) must not leave an empty panel behind.
  const cluster = clusters.find((name) => name === wanted) ?? clusters[0];
  const topology = cluster === undefined ? undefined : snapshot.topology(cluster);
  if (cluster === undefined || topology === undefined) return null;
  const left = filterTopology(topology, filter);
  const tooMany = most !== undefined && left.nodes.length > most;
  return {
    cluster,
    clusters,
    nodes: tooMany
      ? []
      : session.map("placed nodes", left.nodes, (node) => {
          const { place: _, ...plain } = node;
          const source = topology.sourceOf(node);
          return source === undefined ? plain : { ...plain, source: toLocation(session, source.uri, source.range) };
        }),
    edges: tooMany ? [] : left.edges,
    left: left.nodes.length,
    total: topology.nodes.length,
    choices: choicesIn(topology.nodes),
  };
}

function traceOf(session: Session, params: TraceParams): TraceResult {
  const { method, url, headers, gateway, service, from, cluster } = params;
  const request = parseRequest(method, url, headers);
  if ("error" in request) return request;
  const asked = gateway ?? service;
  const named = asked === undefined ? undefined : /^([^/\s]+)\/([^/\s]+)$/.exec(asked);
  if (named === null) return { error: `"${asked}" is not of the form NAMESPACE/NAME` };
  const [, namespace = "", name = ""] = named ?? [];
  const target: TraceTarget | undefined =
    asked === undefined
      ? undefined
      : gateway === undefined
        ? { service: { namespace, name }, ...(from === undefined ? {} : { from }) }
        : { gateway: { namespace, name } };
  const traces = session.analysis.glance().trace(request, target, cluster);
  if (traces.length === 0) {
    return {
      error:
        asked === undefined
          ? `No Gateway listens on port ${request.port}.`
          : `${gateway === undefined ? "Service" : "Gateway"} ${asked} is not in these files.`,
    };
  }
  return {
    traces: traces.map((located) => {
      const { target: key, trace } = located;
      const { verb, text } = outcomeText(trace.outcome);
      return {
        target: `${key.kind} ${displayName(key)}`,
        ...(trace.listener === undefined ? {} : { listener: trace.listener }),
        ...(trace.virtualHost === undefined ? {} : { host: trace.virtualHost }),
        verb,
        outcome: text,
        ...(trace.winner === undefined ? {} : { winner: ruleOf(session, located, trace.winner) }),
        losers: trace.losers.map((loser) => ({ ...ruleOf(session, located, loser), why: reasonText(loser) })),
        notes: trace.notes,
      };
    }),
  };
}

function ruleOf(context: ProtoContext, located: LocatedTrace, candidate: Candidate): TracedRule {
  const { entry } = candidate;
  const source = located.sourceOf(entry);
  const written: { rule: string; source?: SourceRange } =
    source === undefined
      ? { rule: entry.route }
      : {
          rule: `${source.place.object.kind} ${displayName(source.place.object)} ${fieldText(source.place)}`,
          source: toLocation(context, source.uri, source.range),
        };
  return {
    ...written,
    match: matchText(candidate),
    filters: (entry.action.filters ?? []).map(({ type }) => type),
    mergedWith: entry.mergedWith,
  };
}
