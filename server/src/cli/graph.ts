import { filterTopology } from "../../../shared/src/topology.ts";
import { topologySvg } from "../../../shared/src/topology-svg.ts";
import type { LocatedTopology } from "../editor/topology.ts";
import { topologyDot, topologyMermaid } from "../editor/topology-text.ts";
import { positionsIn } from "./positions.ts";
import { glance } from "./run.ts";
import { gather } from "./sources.ts";
import type { Terminal } from "./terminal.ts";
import { clusterHelp, clusterOptions, exitCode, oneOf, parseFlags } from "./usage.ts";

export const graphHelp = `gateway-lens graph PATH… — classes, gateways, listeners, routes, services and grants as a picture

  PATH                   a file, a folder, or - for the standard input
  --format FORMAT        mermaid, dot, svg, json
  --namespace NAME       only what is in this namespace, and what it touches
  --gateway NS/NAME      only what hangs on this Gateway
  --mesh NAME            only what is in this mesh, and what it touches
${clusterHelp}
`;

const options = {
  ...clusterOptions,
  format: { type: "string", default: "mermaid" },
  namespace: { type: "string" },
  gateway: { type: "string" },
  mesh: { type: "string" },
} as const;

export async function graph(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options);
  if (values.help === true) {
    terminal.out(graphHelp);
    return exitCode.clean;
  }
  const format = oneOf("format", values.format ?? "mermaid", ["mermaid", "dot", "svg", "json"]);
  const { namespace, gateway, mesh } = values;
  const sources = await gather(positionals, terminal);
  const snapshot = glance(sources, values);
  const zones = values.zone === undefined ? snapshot.clusters().map(({ name }) => name) : [values.zone];
  const pictures = zones.flatMap((zone) => {
    const whole = snapshot.topology(zone);
    if (whole === undefined) return [];
    const { nodes, edges } = filterTopology(whole, {
      ...(namespace === undefined ? {} : { namespace }),
      ...(gateway === undefined ? {} : { gateway }),
      ...(mesh === undefined ? {} : { mesh }),
    });
    const sourceOf = format === "json" ? whole.sourceOf : () => undefined;
    const chosen = { nodes: nodes.map((node) => ({ ...node, source: sourceOf(node) })), edges };
    return nodes.length === 0 ? [] : [{ zone, chosen }];
  });
  const [only] = pictures;
  const chosen = pictures.length > 1 ? together(pictures) : (only?.chosen ?? { nodes: [], edges: [] });
  const textOf = (uri: string) => snapshot.text(uri) ?? "";
  terminal.out(render(chosen, format, (uri) => sources.pathOf(uri), textOf));
  for (const path of sources.missing) terminal.err(`gateway-lens: ${path}: no such file or folder\n`);
  return sources.missing.length > 0 ? exitCode.usage : exitCode.clean;
}

/** What of a topology is shown, with where it is written. */
interface Picture {
  readonly nodes: readonly (LocatedTopology["nodes"][number] & {
    readonly source: ReturnType<LocatedTopology["sourceOf"]>;
  })[];
  readonly edges: LocatedTopology["edges"];
}

/** Zones have nothing to do with each other, though their objects have the same names. */
function together(pictures: readonly { readonly zone: string; readonly chosen: Picture }[]): Picture {
  return {
    nodes: pictures.flatMap(({ zone, chosen }) =>
      chosen.nodes.map((node) => ({ ...node, id: `${zone}|${node.id}`, name: `${node.name} (${zone})` })),
    ),
    edges: pictures.flatMap(({ zone, chosen }) =>
      chosen.edges.map((edge) => ({ ...edge, from: `${zone}|${edge.from}`, to: `${zone}|${edge.to}` })),
    ),
  };
}

function render(
  topology: Picture,
  format: "mermaid" | "dot" | "svg" | "json",
  pathOf: (uri: string) => string,
  textOf: (uri: string) => string,
): string {
  switch (format) {
    case "mermaid":
      return topologyMermaid(topology);
    case "dot":
      return topologyDot(topology);
    case "svg":
      return topologySvg(topology);
    case "json": {
      const nodes = topology.nodes.map(({ place: _, source, ...node }) =>
        source === undefined
          ? node
          : { ...node, path: pathOf(source.uri), ...positionsIn(textOf(source.uri))(source.range).start },
      );
      return `${JSON.stringify({ version: 1, nodes, edges: topology.edges }, undefined, 2)}\n`;
    }
  }
}
