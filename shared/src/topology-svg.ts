import { Graph, layout } from "@dagrejs/dagre";
import { caption, spoken, type Topology, type TopologyEdge, type TopologyNode } from "./topology.ts";

const line = 16;
const padding = 10;
/** Average advance of the system font at 12 px; boxes are a little wide rather than narrow. */
const advance = 6.9;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The picture as SVG: laid out from left to right, coloured by the editor's theme where there is one, every node reachable by
 * keyboard and named for screen readers. `data-id` names the node for whoever shows it.
 */
export function topologySvg(topology: Topology): string {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 70, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of topology.nodes) {
    const lines = caption(node);
    const width = Math.max(...lines.map(({ length }) => length)) * advance + 2 * padding;
    graph.setNode(node.id, { width, height: lines.length * line + padding });
  }
  for (const [index, { from, to, label, why }] of topology.edges.entries()) {
    const text = why ?? label ?? "";
    graph.setEdge(
      from,
      to,
      { width: text.length * advance * 0.85, height: text === "" ? 0 : line, labelpos: "c" },
      `${index}`,
    );
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const size = `${extent(width)} ${extent(height)}`;
  const edges = topology.edges.map((edge, index) => drawEdge(edge, graph.edge(edge.from, edge.to, `${index}`)));
  const nodes = topology.nodes.map((node) => drawNode(node, graph.node(node.id) as Box));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="${extent(width)}" height="${extent(height)}" role="group" aria-label="Gateway API topology" font-family="system-ui, sans-serif" font-size="12">
<style>${topologyStyle}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>
${edges.join("\n")}
<g role="list">
${nodes.join("\n")}
</g>
</svg>
`;
}

/** Of a picture that stands alone; a page that shows one has to bring it along, where it may not take styles from anywhere. */
export const topologyStyle = `
.node rect{fill:var(--vscode-editorWidget-background,#f8f8f8);stroke:var(--vscode-editorWidget-border,#888);rx:5}
.node text{fill:var(--vscode-foreground,#222)}
.node .kind{fill:var(--vscode-descriptionForeground,#666);font-size:10px}
.node:focus{outline:none}.node:focus rect{stroke:var(--vscode-focusBorder,#06c);stroke-width:2.5}
.broken rect,.missing rect{stroke:var(--vscode-editorError-foreground,#c00);stroke-width:2}
.missing rect{stroke-dasharray:4 3}
.edge path{fill:none;stroke:var(--vscode-descriptionForeground,#888)}
.edge text{fill:var(--vscode-descriptionForeground,#666);font-size:10px;paint-order:stroke;stroke:var(--vscode-editor-background,#fff);stroke-width:3px}
.edge.broken path{stroke:var(--vscode-editorError-foreground,#c00);stroke-dasharray:5 3}
.edge.broken text{fill:var(--vscode-editorError-foreground,#c00)}
.tip{fill:var(--vscode-descriptionForeground,#888)}
@media (prefers-color-scheme:dark){svg:not([data-themed]){background:#1e1e1e}svg:not([data-themed]) .node rect{fill:#2a2a2a}svg:not([data-themed]) .node text{fill:#ddd}svg:not([data-themed]) .edge text{stroke:#1e1e1e}}
`.replaceAll("\n", "");

function drawNode(node: TopologyNode, { x, y, width, height }: Box): string {
  const left = x - width / 2;
  const top = y - height / 2;
  const texts = caption(node).map((text, index) => {
    const at = top + padding / 2 + (index + 0.78) * line;
    return `<text x="${round(x)}" y="${round(at)}" text-anchor="middle"${index === 0 ? ' class="kind"' : ""}>${xml(text)}</text>`;
  });
  return `<g class="node ${node.state}" role="listitem" tabindex="0" aria-label="${xml(spoken(node))}" data-id="${xml(node.id)}"><title>${xml(spoken(node))}</title><rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}"/>${texts.join("")}</g>`;
}

function drawEdge(edge: TopologyEdge, drawn: unknown): string {
  const { points = [], x, y } = drawn as { points?: { x: number; y: number }[]; x?: number; y?: number };
  const path = curve(points);
  const text = edge.why ?? edge.label;
  const label =
    text === undefined || x === undefined || y === undefined
      ? ""
      : `<text x="${round(x)}" y="${round(y - 4)}" text-anchor="middle">${xml(text)}</text>`;
  return `<g class="edge ${edge.state}" aria-hidden="true"><path d="${path}" marker-end="url(#arrow)"/>${label}</g>`;
}

/** Through the middles of the sections, rounded where they meet. */
function curve(points: readonly { readonly x: number; readonly y: number }[]): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (first === undefined || last === undefined) return "";
  const steps = rest.map((point, index) => {
    const next = rest[index + 1] ?? last;
    // The last section runs to its end, so that the arrow points along it.
    const to = next === last ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${round(point.x)} ${round(point.y)} ${round(to.x)} ${round(to.y)}`;
  });
  const straight = rest.length === 0 ? `L${round(last.x)} ${round(last.y)}` : "";
  return `M${round(first.x)} ${round(first.y)}${steps.join("")}${straight}`;
}

/** An empty graph has no extent. */
const extent = (value: number) => (Number.isFinite(value) ? Math.max(1, Math.ceil(value)) : 1);

const round = (value: number) => Math.round(value * 10) / 10;

/** XML knows no control characters, no halves of pairs and no non-characters, not even escaped: one name must not spoil the picture. */
const xml = (text: string) =>
  text
    .replaceAll(/\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
