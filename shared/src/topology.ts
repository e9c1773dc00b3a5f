/** What a picture of a cluster shows: classes, gateways, listeners, routes, services and grants, and how they refer to each other. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

export interface TopologyNode {
  /** Unique in the topology; the same in the next one for the same thing. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** "" for what is cluster-scoped. */
  readonly namespace: string;
  readonly mesh?: string;
  readonly detail?: string;
  /** `missing`: referred to, but in no file. */
  readonly state: "ok" | "broken" | "missing";
}

export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly state: "ok" | "broken";
  /** Why it is broken: the reason of a condition. */
  readonly why?: string;
}

export interface TopologyFilter {
  readonly namespace?: string;
  /** `ns/name` of a Gateway: only what hangs on it. */
  readonly gateway?: string;
  readonly mesh?: string;
}

/** What there is to filter by. */
export interface TopologyChoices {
  readonly namespace: readonly string[];
  readonly gateway: readonly string[];
  readonly mesh: readonly string[];
}

export function choicesIn(nodes: readonly TopologyNode[]): TopologyChoices {
  const distinct = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    namespace: distinct(nodes.flatMap(({ namespace }) => (namespace === "" ? [] : [namespace]))),
    gateway: distinct(
      nodes.flatMap(({ kind, namespace, name }) => (kind === "Gateway" ? [`${namespace}/${name}`] : [])),
    ),
    mesh: distinct(nodes.flatMap(({ mesh }) => (mesh === undefined ? [] : [mesh]))),
  };
}

/** The part that a filter leaves: the nodes that fit, and what is directly tied to them. */
export function filterTopology<N extends TopologyNode>(
  topology: { readonly nodes: readonly N[]; readonly edges: readonly TopologyEdge[] },
  { namespace, gateway, mesh }: TopologyFilter,
): { readonly nodes: readonly N[]; readonly edges: readonly TopologyEdge[] } {
  if (namespace === undefined && gateway === undefined && mesh === undefined) return topology;
  const chosen = new Set(
    topology.nodes
      .filter(
        (node) =>
          (namespace === undefined || node.namespace === namespace) && (mesh === undefined || node.mesh === mesh),
      )
      .map(({ id }) => id),
  );
  const kept = gateway === undefined ? withNeighbours(topology, chosen) : reachable(topology, gateway, chosen);
  return {
    nodes: topology.nodes.filter(({ id }) => kept.has(id)),
    edges: topology.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

function withNeighbours({ edges }: Topology, chosen: ReadonlySet<string>): ReadonlySet<string> {
  const kept = new Set(chosen);
  for (const { from, to } of edges) {
    if (chosen.has(from)) kept.add(to);
    if (chosen.has(to)) kept.add(from);
  }
  return kept;
}

/** Edges run from a class towards the Services, so what hangs on a gateway is what can be reached from it; and its class. */
function reachable({ nodes, edges }: Topology, gateway: string, chosen: ReadonlySet<string>): ReadonlySet<string> {
  const start = nodes.find((node) => node.kind === "Gateway" && `${node.namespace}/${node.name}` === gateway);
  if (start === undefined) return new Set();
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const targets = next.get(from);
    if (targets === undefined) next.set(from, [to]);
    else targets.push(to);
  }
  const kept = new Set([start.id]);
  for (const id of kept) {
    for (const to of next.get(id) ?? []) if (chosen.has(id)) kept.add(to); // a Set is walked as it grows
  }
  for (const { from, to } of edges) if (to === start.id) kept.add(from);
  return kept;
}

export const displayOf = (node: TopologyNode) =>
  node.namespace === "" ? `${node.kind} ${node.name}` : `${node.kind} ${node.namespace}/${node.name}`;

/** The lines in a node's box. */
export function caption(node: TopologyNode): readonly string[] {
  const lines = [node.kind, node.namespace === "" ? node.name : `${node.namespace}/${node.name}`];
  if (node.detail !== undefined) lines.push(node.detail);
  if (node.state === "missing") lines.push("(not found)");
  return lines;
}

/** What a screen reader says of a node. */
export function spoken(node: TopologyNode): string {
  const state = { ok: "", broken: ", with an error", missing: ", not found" }[node.state];
  return `${displayOf(node)}${node.detail === undefined ? "" : `, ${node.detail}`}${state}`;
}
