import { caption, type Topology } from "../../../shared/src/topology.ts";

/** A Mermaid flowchart, as GitHub and many wikis draw it. */
export function topologyMermaid({ nodes, edges }: Topology): string {
  const number = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const text = (value: string) =>
    `"${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;
  const lines = ["flowchart LR"];
  for (const node of nodes)
    lines.push(`  ${number.get(node.id)}[${text(caption(node).join("<br>")).replaceAll("&lt;br>", "<br>")}]`);
  const broken: number[] = [];
  for (const [index, edge] of edges.entries()) {
    const label = edge.why ?? edge.label;
    const arrow = edge.state === "broken" ? "-.->" : "-->";
    lines.push(
      `  ${number.get(edge.from)} ${arrow}${label === undefined ? "" : `|${text(label)}|`} ${number.get(edge.to)}`,
    );
    if (edge.state === "broken") broken.push(index);
  }
  const bad = nodes.filter(({ state }) => state !== "ok").map(({ id }) => number.get(id));
  if (bad.length > 0) lines.push("  classDef broken stroke:#c00,stroke-width:2px", `  class ${bad.join(",")} broken`);
  if (broken.length > 0) lines.push(`  linkStyle ${broken.join(",")} stroke:#c00`);
  return `${lines.join("\n")}\n`;
}

/** A Graphviz digraph. */
export function topologyDot({ nodes, edges }: Topology): string {
  const text = (value: string) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
  const red = (state: string) => (state === "ok" ? "" : ", color=red");
  return [
    "digraph gateway_lens {",
    "  rankdir=LR;",
    "  node [shape=box, style=rounded];",
    ...nodes.map((node) => `  ${text(node.id)} [label=${text(caption(node).join("\n"))}${red(node.state)}];`),
    ...edges.map(({ from, to, label, why, state }) => {
      const said = why ?? label;
      return `  ${text(from)} -> ${text(to)} [label=${text(said ?? "")}${red(state)}];`;
    }),
    "}",
    "",
  ].join("\n");
}
