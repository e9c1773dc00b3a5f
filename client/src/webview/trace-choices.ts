import type { TopologyResult } from "../../../shared/src/requests.ts";
import type { TraceChoices } from "./messages.ts";

/** What can be asked in a cluster: its Gateways, its Services, and URLs that some listener waits for. */
export function choicesOf({ cluster, clusters, nodes, choices }: TopologyResult): TraceChoices {
  const named = (wanted: string) =>
    nodes
      .filter(({ kind, state }) => kind === wanted && state !== "missing")
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort();
  const urls = nodes.flatMap(({ kind, detail }) => (kind === "Listener" ? (urlOf(detail) ?? []) : []));
  return { cluster, clusters, gateways: choices.gateway, services: named("Service"), urls: [...new Set(urls)] };
}

/** A listener's detail is its protocol, its port and, where it has one, its hostname. */
function urlOf(detail: string | undefined): string | undefined {
  const [protocol = "", port = "", hostname = "example.com"] = detail?.split(" ") ?? [];
  if (protocol !== "HTTP" && protocol !== "HTTPS") return undefined;
  const scheme = protocol.toLowerCase();
  const written = port === (scheme === "https" ? "443" : "80") ? "" : `:${port}`;
  return `${scheme}://${hostname.replace(/^\*\./, "www.")}${written}/`;
}

/** `name: value`, one a line; what is no header is left out and named. */
export function headersOf(text: string): {
  readonly headers: readonly (readonly [string, string])[];
  readonly wrong: string | undefined;
} {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
  return { headers, wrong: lines.find((line) => line.indexOf(":") < 1)?.trim() };
}
