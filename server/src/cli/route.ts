import type { LocatedTrace } from "../editor/request-trace.ts";
import { fieldText, matchText, outcomeText, reasonText } from "../editor/trace-text.ts";
import { displayName } from "../kubernetes/object.ts";
import { parseRequest, type TracedRequest } from "../kuma/data-plane/request.ts";
import type { Candidate } from "../kuma/data-plane/trace.ts";
import { positionsIn } from "./positions.ts";
import { glance } from "./run.ts";
import { gather } from "./sources.ts";
import { type Paint, paintFor, type Terminal } from "./terminal.ts";
import { clusterHelp, clusterOptions, exitCode, oneOf, parseFlags, UsageError } from "./usage.ts";

export const routeHelp = `gateway-lens route URL PATH… — which rule serves a request, and why the others do not

  URL                    http://host[:port]/path?query
  PATH                   a file, a folder, or - for the standard input
  --method METHOD        GET, unless said
  --header "NAME: VALUE" a header of the request; may be repeated
  --gateway NS/NAME      ask this Gateway; all that listen on the port, unless said
  --service NS/NAME      ask this Service, as a client in the mesh
  --from NAMESPACE       namespace of that client; the Service's own, unless said
  --format FORMAT        text, json
${clusterHelp}

Exit code: 0 a rule serves it, 1 none does, 2 a mistake in the call, 70 a mistake of ours.
`;

const options = {
  ...clusterOptions,
  method: { type: "string", default: "GET" },
  header: { type: "string", multiple: true },
  gateway: { type: "string" },
  service: { type: "string" },
  from: { type: "string" },
  format: { type: "string", default: "text" },
} as const;

export async function route(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options);
  if (values.help === true) {
    terminal.out(routeHelp);
    return exitCode.clean;
  }
  const [url, ...paths] = positionals;
  if (url === undefined) throw new UsageError("name a URL, then files or folders");
  const format = oneOf("format", values.format ?? "text", ["text", "json"]);
  const request = parseRequest(values.method ?? "GET", url, (values.header ?? []).map(headerOf));
  if ("error" in request) throw new UsageError(request.error);
  if (values.gateway !== undefined && values.service !== undefined) {
    throw new UsageError("--gateway and --service exclude each other");
  }
  const target =
    values.gateway !== undefined
      ? { gateway: nameOf("gateway", values.gateway) }
      : values.service !== undefined
        ? { service: nameOf("service", values.service), ...(values.from === undefined ? {} : { from: values.from }) }
        : undefined;
  const sources = await gather(paths, terminal);
  const snapshot = glance(sources, values);
  const positions = new Map<string, ReturnType<typeof positionsIn>>();
  const where: Where = (trace, candidate) => {
    const source = trace.sourceOf(candidate.entry);
    if (source === undefined) return candidate.entry.route;
    const toPosition = positions.get(source.uri) ?? positionsIn(snapshot.text(source.uri) ?? "");
    positions.set(source.uri, toPosition);
    const { line, column } = toPosition(source.range).start;
    const name = displayName(source.place.object);
    return `HTTPRoute ${name} ${fieldText(source.place)} (${sources.pathOf(source.uri)}:${line}:${column})`;
  };
  const zones = values.zone === undefined ? snapshot.clusters().map(({ name }) => name) : [values.zone];
  const traces = zones.flatMap((zone) =>
    snapshot.trace(request, target, zone).map((located) => (zones.length > 1 ? { zone, located } : { located })),
  );
  if (traces.length === 0) {
    const asked = values.gateway ?? values.service;
    throw new UsageError(
      asked === undefined
        ? `no Gateway in these files listens on port ${request.port}`
        : `${asked} is not in these files`,
    );
  }
  terminal.out(
    format === "json"
      ? `${JSON.stringify(
          traces.map(({ zone, located }) => ({ ...(zone === undefined ? {} : { zone }), ...asJson(located, where) })),
          undefined,
          2,
        )}\n`
      : traces.map(({ zone, located }) => asText(request, located, where, paintFor(terminal.colour), zone)).join("\n"),
  );
  return traces.some(({ located }) => located.trace.winner !== undefined) ? exitCode.clean : exitCode.findings;
}

type Where = (trace: LocatedTrace, candidate: Candidate) => string;

function headerOf(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  if (colon < 1) throw new UsageError(`--header "${text}": write "name: value"`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

function nameOf(flag: string, text: string): { namespace: string; name: string } {
  const [namespace, name, ...rest] = text.split("/");
  if (namespace === undefined || namespace === "" || name === undefined || name === "" || rest.length > 0) {
    throw new UsageError(`--${flag} ${text}: write NAMESPACE/NAME`);
  }
  return { namespace, name };
}

function asText(request: TracedRequest, located: LocatedTrace, where: Where, paint: Paint, zone?: string): string {
  const { target, trace } = located;
  const lines = [
    `${paint("bold", `${request.method} ${request.scheme}://${request.host}:${request.port}${request.path}`)} at ${target.kind} ${displayName(target)}${zone === undefined ? "" : ` of zone ${zone}`}`,
  ];
  if (trace.listener !== undefined) lines.push(`  listener  ${trace.listener}`);
  if (trace.virtualHost !== undefined) lines.push(`  host      ${trace.virtualHost}`);
  if (trace.winner !== undefined) {
    const { entry } = trace.winner;
    lines.push(`  rule      ${where(located, trace.winner)}`);
    lines.push(`  match     ${matchText(trace.winner)}`);
    if (entry.mergedWith.length > 0)
      lines.push(`  merged    with ${entry.mergedWith.join(", ")}: their matches are the same`);
    for (const { type } of entry.action.filters ?? []) lines.push(`  filter    ${type}`);
  }
  const { verb, text } = outcomeText(trace.outcome);
  lines.push(`  ${paint(trace.winner === undefined ? "yellow" : "cyan", `${verb.padEnd(8)}  ${text}`)}`);
  for (const note of trace.notes) lines.push(`  note      ${note}`);
  if (trace.losers.length > 0) lines.push("  not taken:");
  for (const loser of trace.losers) {
    lines.push(`    ${where(located, loser)}`, paint("dim", `      ${matchText(loser)}: ${reasonText(loser)}`));
  }
  return `${lines.join("\n")}\n`;
}

function asJson(located: LocatedTrace, where: Where) {
  const { target, trace } = located;
  const candidate = (one: Candidate) => ({
    rule: where(located, one),
    match: one.entry.match,
    mergedWith: one.entry.mergedWith,
    ...(one.unmet.length === 0 ? {} : { unmet: one.unmet }),
  });
  const { winner, losers, ...rest } = trace;
  return {
    target: { kind: target.kind, namespace: target.namespace, name: target.name },
    ...rest,
    ...(winner === undefined ? {} : { winner: candidate(winner) }),
    losers: losers.map(candidate),
  };
}
