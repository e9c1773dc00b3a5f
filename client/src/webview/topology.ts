// The page of the topology panel: draws what the extension sends, and says what was clicked.
import { filterTopology, type Topology, type TopologyFilter, type TopologyNode } from "../../../shared/src/topology.ts";
import { topologyStyle, topologySvg } from "../../../shared/src/topology-svg.ts";
import type { FromTopologyPanel, ToTopologyPanel } from "./messages.ts";
import { choicesOf, type Direction, type Point, summaryOf, walk } from "./topology-walk.ts";
import "./topology.css";

interface State {
  readonly cluster?: string;
  readonly filter: TopologyFilter;
  readonly scale: number;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromTopologyPanel): void;
  getState(): State | undefined;
  setState(state: State): void;
};

/** Laying out more than this takes longer than one cares to wait while typing. */
const mostNodes = 400;
const smallestScale = 0.1;
const largestScale = 4;

const vscode = acquireVsCodeApi();
const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const picture = element("picture");
const summary = element("summary");
const selects = {
  namespace: element<HTMLSelectElement>("namespace"),
  gateway: element<HTMLSelectElement>("gateway"),
  mesh: element<HTMLSelectElement>("mesh"),
};
const clusterSelect = element<HTMLSelectElement>("cluster");

let state: State = vscode.getState() ?? { filter: {}, scale: 1 };
let whole: Topology = { nodes: [], edges: [] };
let shown: Topology = whole;
let drawAll = false;
let revealed: string | undefined;
let size = { width: 1, height: 1 };

const sheet = new CSSStyleSheet();
sheet.replaceSync(topologyStyle);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

function keep(change: Partial<State>): void {
  state = { ...state, ...change };
  vscode.setState(state);
}

function fill(select: HTMLSelectElement, values: readonly string[], chosen: string | undefined, all?: string): void {
  const options = values.map((value) => new Option(value, value, false, value === chosen));
  select.replaceChildren(...(all === undefined ? [] : [new Option(all, "", false, chosen === undefined)]), ...options);
}

function draw(): void {
  const choices = choicesOf(whole.nodes);
  // What is not there any more cannot be filtered by.
  const filter: TopologyFilter = Object.fromEntries(
    Object.entries(state.filter).filter(([name, value]) => choices[name as keyof typeof choices].includes(value)),
  );
  for (const name of ["namespace", "gateway", "mesh"] as const) fill(selects[name], choices[name], filter[name], "all");
  shown = filterTopology(whole, filter);
  summary.textContent = whole.nodes.length === 0 ? "" : summaryOf(shown, whole);
  if (shown.nodes.length === 0) {
    say("There is nothing of Gateway API for Kuma in these files yet: no GatewayClass, Gateway or HTTPRoute.");
    return;
  }
  if (shown.nodes.length > mostNodes && !drawAll) {
    const button = document.createElement("button");
    button.textContent = "Draw it anyway";
    button.addEventListener("click", () => {
      drawAll = true;
      draw();
    });
    say(
      `${shown.nodes.length} nodes are more than one can look at. Choose a namespace, a gateway or a mesh above. `,
      button,
    );
    return;
  }
  show(topologySvg(shown));
}

function say(text: string, ...more: HTMLElement[]): void {
  const paragraph = document.createElement("p");
  paragraph.className = "said";
  paragraph.append(text, ...more);
  picture.replaceChildren(paragraph);
}

/** Parsed, not set as markup: a page that may not run or load anything does not have to trust it. */
function show(text: string): void {
  const focused = focusedId();
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  parsed.querySelector("style")?.remove();
  parsed.dataset.themed = "";
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  size = { width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")) };
  const { scrollLeft, scrollTop } = picture;
  picture.replaceChildren(svg);
  rescale(state.scale);
  picture.scrollTo(scrollLeft, scrollTop);
  mark(revealed);
  // Tab goes to one node, arrows go on from there.
  const nodes = allNodes();
  const start = nodes.find((node) => node.dataset.id === (focused ?? revealed)) ?? nodes[0];
  for (const node of nodes) node.tabIndex = node === start ? 0 : -1;
  if (focused !== undefined && start?.dataset.id === focused) start.focus({ preventScroll: true });
}

const allNodes = () => [...picture.querySelectorAll<SVGGElement>("g.node")];
const nodeOf = (id: string) => allNodes().find((node) => node.dataset.id === id);

function focusedId(): string | undefined {
  return document.activeElement?.closest<SVGGElement>("g.node")?.dataset.id;
}

function rescale(scale: number, around?: Point): void {
  const svg = picture.querySelector("svg");
  const next = Math.min(largestScale, Math.max(smallestScale, scale));
  const before = state.scale;
  keep({ scale: next });
  if (svg === null) return;
  svg.setAttribute("width", String(size.width * next));
  svg.setAttribute("height", String(size.height * next));
  if (around === undefined) return;
  picture.scrollLeft = ((picture.scrollLeft + around.x) * next) / before - around.x;
  picture.scrollTop = ((picture.scrollTop + around.y) * next) / before - around.y;
}

const middle = (): Point => ({ x: picture.clientWidth / 2, y: picture.clientHeight / 2 });
const fit = () =>
  rescale(Math.min(1.5, (picture.clientWidth - 8) / size.width, (picture.clientHeight - 8) / size.height));

/** All of it, as long as that can still be read. */
function fitReadably(): void {
  if (shown.nodes.length === 0) return;
  fit();
  rescale(Math.max(state.scale, 0.75));
  picture.scrollTo(0, 0);
}

function mark(id: string | undefined): void {
  revealed = id;
  for (const node of allNodes()) node.classList.toggle("here", node.dataset.id === id);
}

/** What a node is tied to stands out while one looks at it. */
function light(id: string | undefined): void {
  const groups = picture.querySelectorAll("g.edge");
  for (const [index, { from, to }] of shown.edges.entries()) {
    groups[index]?.classList.toggle("lit", id !== undefined && (from === id || to === id));
  }
}

function goTo(node: SVGGElement | undefined): void {
  if (node === undefined) return;
  for (const other of allNodes()) other.tabIndex = other === node ? 0 : -1;
  node.focus();
  node.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function centres(): Map<string, Point> {
  return new Map(
    allNodes().map((node): [string, Point] => {
      const rect = node.querySelector("rect");
      const read = (name: string) => Number(rect?.getAttribute(name) ?? 0);
      return [node.dataset.id ?? "", { x: read("x") + read("width") / 2, y: read("y") + read("height") / 2 }];
    }),
  );
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

picture.addEventListener("keydown", (event) => {
  const id = focusedId();
  const direction = directions[event.key];
  if (id !== undefined && direction !== undefined) {
    const next = walk(shown, centres(), id, direction);
    if (next !== undefined) goTo(nodeOf(next));
  } else if (id !== undefined && (event.key === "Enter" || event.key === " ")) open(id);
  else if (event.key === "Home") goTo(allNodes()[0]);
  else if (event.key === "End") goTo(allNodes().at(-1));
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
  if (event.key === "+" || event.key === "=") rescale(state.scale * 1.25, middle());
  else if (event.key === "-") rescale(state.scale / 1.25, middle());
  else if (event.key === "0") fit();
});

function open(id: string): void {
  const node: (TopologyNode & { readonly source?: unknown }) | undefined = shown.nodes.find((one) => one.id === id);
  if (node?.source === undefined) summary.textContent = `${node?.kind} ${node?.name} is in no file of this workspace.`;
  else vscode.postMessage({ type: "open", id });
}

picture.addEventListener("focusin", () => light(focusedId()));
picture.addEventListener("focusout", () => light(undefined));
picture.addEventListener("pointerover", ({ target }) =>
  light((target as Element).closest<SVGGElement>("g.node")?.dataset.id ?? focusedId()),
);

// Dragging moves the picture; a press on a node that does not move opens it.
let drag: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | undefined;
let dragged = false;
picture.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  drag = { x: event.clientX, y: event.clientY, left: picture.scrollLeft, top: picture.scrollTop };
  dragged = false;
});
window.addEventListener("pointermove", ({ clientX, clientY }) => {
  if (drag === undefined) return;
  if (!dragged && Math.hypot(clientX - drag.x, clientY - drag.y) < 4) return;
  dragged = true;
  picture.classList.add("dragging");
  picture.scrollTo(drag.left + drag.x - clientX, drag.top + drag.y - clientY);
});
window.addEventListener("pointerup", () => {
  drag = undefined;
  picture.classList.remove("dragging");
});
picture.addEventListener("click", ({ target }) => {
  const node = (target as Element).closest<SVGGElement>("g.node");
  if (dragged || node === null) return;
  goTo(node);
  open(node.dataset.id ?? "");
});
picture.addEventListener(
  "wheel",
  (event) => {
    // Pinching on a touchpad comes as a wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = picture.getBoundingClientRect();
    rescale(state.scale * Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
  },
  { passive: false },
);

for (const name of ["namespace", "gateway", "mesh"] as const) {
  selects[name].addEventListener("change", () => {
    const { [name]: _, ...rest } = state.filter;
    const { value } = selects[name];
    keep({ filter: value === "" ? rest : { ...rest, [name]: value } });
    drawAll = false;
    draw();
    fitReadably();
  });
}
clusterSelect.addEventListener("change", () => {
  keep({ cluster: clusterSelect.value });
  vscode.postMessage({ type: "cluster", cluster: clusterSelect.value });
});
element("in").addEventListener("click", () => rescale(state.scale * 1.25, middle()));
element("out").addEventListener("click", () => rescale(state.scale / 1.25, middle()));
element("fit").addEventListener("click", fit);

let isFirst = vscode.getState() === undefined;
window.addEventListener("message", ({ data }: MessageEvent<ToTopologyPanel>) => {
  switch (data.type) {
    case "topology": {
      const { topology } = data;
      fill(clusterSelect, topology?.clusters ?? [], topology?.cluster);
      document.body.classList.toggle("one-cluster", (topology?.clusters.length ?? 0) < 2);
      whole = topology ?? { nodes: [], edges: [] };
      draw();
      if (isFirst) fitReadably();
      isFirst = false;
      break;
    }
    case "reveal":
      mark(data.id);
      if (data.id !== undefined && !document.hasFocus()) {
        nodeOf(data.id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
      break;
    case "failed":
      say(data.why);
      break;
  }
});
vscode.postMessage({ type: "ready", ...(state.cluster === undefined ? {} : { cluster: state.cluster }) });
