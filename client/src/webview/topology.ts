// The page of the topology panel: draws what the extension sends, and says what was clicked.
import type { TopologyResult } from "../../../shared/src/requests.ts";
import type { TopologyFilter } from "../../../shared/src/topology.ts";
import { topologyStyle, topologySvg } from "../../../shared/src/topology-svg.ts";
import type { FromTopologyPanel, ToTopologyPanel } from "./messages.ts";
import { type Direction, type Point, summaryOf, walk } from "./topology-walk.ts";
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
let shown: Pick<TopologyResult, "nodes" | "edges"> = { nodes: [], edges: [] };
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

function ask(): void {
  const { cluster, filter } = state;
  const limit = drawAll ? {} : { most: mostNodes };
  vscode.postMessage({ type: "ask", params: { ...(cluster === undefined ? {} : { cluster }), ...filter, ...limit } });
}

function draw(topology: TopologyResult | null): void {
  fill(clusterSelect, topology?.clusters ?? [], topology?.cluster);
  document.body.classList.toggle("one-cluster", (topology?.clusters.length ?? 0) < 2);
  shown = topology ?? { nodes: [], edges: [] };
  const { choices, left = 0, total = 0 } = topology ?? {};
  for (const name of ["namespace", "gateway", "mesh"] as const) {
    const values = choices?.[name] ?? [];
    const chosen = state.filter[name];
    // What one filters by may be gone for a moment, while somebody types its name.
    const offered = chosen === undefined || values.includes(chosen) ? values : [chosen, ...values];
    fill(selects[name], offered, chosen, "all");
  }
  summary.textContent = shown.nodes.length === 0 ? "" : summaryOf(shown, total);
  if (left === 0) {
    say(
      total === 0
        ? "There is nothing of Gateway API for Kuma in these files yet: no GatewayClass, Gateway or HTTPRoute."
        : "Nothing is left of it with this filter.",
    );
  } else if (shown.nodes.length === 0) {
    const button = document.createElement("button");
    button.textContent = "Draw it anyway";
    button.addEventListener("click", () => {
      drawAll = true;
      ask();
    });
    say(`${left} nodes are more than one can look at. Choose a namespace, a gateway or a mesh above. `, button);
  } else show(topologySvg(shown));
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
  const node = shown.nodes.find((one) => one.id === id);
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
    fits = true;
    ask();
  });
}
clusterSelect.addEventListener("change", () => {
  // Namespaces and gateways of one cluster say nothing about another.
  keep({ cluster: clusterSelect.value, filter: {} });
  fits = true;
  ask();
});
element("in").addEventListener("click", () => rescale(state.scale * 1.25, middle()));
element("out").addEventListener("click", () => rescale(state.scale / 1.25, middle()));
element("fit").addEventListener("click", fit);

/** Whether the next picture is another one, so that the old scale and place mean nothing. */
let fits = vscode.getState() === undefined;
window.addEventListener("message", ({ data }: MessageEvent<ToTopologyPanel>) => {
  switch (data.type) {
    case "topology":
      draw(data.topology);
      if (fits) fitReadably();
      fits = false;
      break;
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
ask();
