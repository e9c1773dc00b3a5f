// The page of the request trace: a form, and what becomes of the request that it describes.
import type { TraceAtTarget, TracedRule, TraceParams, TraceResult } from "../../../shared/src/requests.ts";
import type { FromTracePanel, ToTracePanel, TraceChoices } from "./messages.ts";
import { headersOf } from "./trace-choices.ts";
import "./trace.css";

interface State {
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  /** `gateway NS/NAME`, `service NS/NAME`, or "". */
  readonly target: string;
  readonly from: string;
  readonly cluster?: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromTracePanel): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const vscode = acquireVsCodeApi();
const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const form = element<HTMLFormElement>("form");
const method = element<HTMLSelectElement>("method");
const url = element<HTMLInputElement>("url");
const headers = element<HTMLTextAreaElement>("headers");
const target = element<HTMLSelectElement>("target");
const from = element<HTMLInputElement>("from");
const cluster = element<HTMLSelectElement>("cluster");
const result = element("result");

let wantedTarget = "";
let asked = false;

function restore({ method: m, url: u, headers: h, target: t, from: f }: State): void {
  method.value = m;
  url.value = u;
  headers.value = h;
  from.value = f;
  wantedTarget = t;
}

function keep(): void {
  vscode.setState({
    method: method.value,
    url: url.value,
    headers: headers.value,
    target: wantedTarget,
    from: from.value,
    ...(cluster.value === "" ? {} : { cluster: cluster.value }),
  });
}

function ask(): void {
  const given = headersOf(headers.value);
  headers.setCustomValidity(given.wrong === undefined ? "" : `"${given.wrong}" is not of the form name: value`);
  keep();
  if (!form.reportValidity()) return;
  asked = true;
  const [kind, name] = wantedTarget.split(" ");
  const params: TraceParams = {
    method: method.value,
    url: url.value,
    headers: given.headers,
    ...(cluster.value === "" ? {} : { cluster: cluster.value }),
    ...(kind === "gateway" && name !== undefined ? { gateway: name } : {}),
    ...(kind === "service" && name !== undefined ? { service: name } : {}),
    ...(kind === "service" && from.value.trim() !== "" ? { from: from.value.trim() } : {}),
  };
  vscode.postMessage({ type: "trace", params });
}

function offer({ cluster: here, clusters, gateways, services, urls }: TraceChoices): void {
  cluster.replaceChildren(...clusters.map((name) => new Option(name, name, false, name === here)));
  document.body.classList.toggle("one-cluster", clusters.length < 2);
  element("urls").replaceChildren(...urls.map((text) => new Option(text)));
  if (url.value === "") url.value = urls[0] ?? "";
  const group = (label: string, kind: string, names: readonly string[]) => {
    const made = document.createElement("optgroup");
    made.label = label;
    made.append(...names.map((name) => new Option(name, `${kind} ${name}`)));
    return names.length === 0 ? [] : [made];
  };
  target.replaceChildren(
    new Option("every Gateway that listens on the port", ""),
    ...group("Gateway", "gateway", gateways),
    ...group("Service, as a client in the mesh", "service", services),
  );
  target.value = wantedTarget;
  if (target.selectedIndex < 0) {
    target.value = "";
    wantedTarget = "";
  }
  showsService();
}

const showsService = () => document.body.classList.toggle("service", wantedTarget.startsWith("service "));

function show(answer: TraceResult): void {
  if ("error" in answer) {
    result.replaceChildren(text("p", answer.error, "error"));
    return;
  }
  result.replaceChildren(...answer.traces.map(section));
}

function section(trace: TraceAtTarget, index: number): HTMLElement {
  const made = document.createElement("section");
  made.append(text("h2", trace.target));
  const facts = document.createElement("dl");
  const fact = (name: string, ...value: (string | Node)[]) => {
    const detail = document.createElement("dd");
    detail.append(...value);
    facts.append(text("dt", name), detail);
  };
  if (trace.listener !== undefined) fact("listener", trace.listener);
  if (trace.host !== undefined) fact("host", trace.host);
  const { winner } = trace;
  if (winner !== undefined) {
    fact("rule", link(winner, index, -1));
    fact("match", text("code", winner.match === "" ? "everything" : winner.match));
    if (winner.mergedWith.length > 0) fact("merged with", winner.mergedWith.join(", "), ": their matches are the same");
    if (winner.filters.length > 0) fact("filters", winner.filters.join(", "));
  }
  fact(trace.verb, text("strong", trace.outcome, winner === undefined ? "none" : "good"));
  for (const note of trace.notes) fact("note", note);
  made.append(facts);
  if (trace.losers.length > 0) {
    made.append(text("h3", "Not taken, in the order in which they are tried"));
    const list = document.createElement("ol");
    list.append(
      ...trace.losers.map((loser, at) => {
        const item = document.createElement("li");
        item.append(link(loser, index, at), " ", text("code", loser.match), text("div", loser.why ?? "", "why"));
        return item;
      }),
    );
    made.append(list);
  }
  return made;
}

function link(rule: TracedRule, index: number, at: number): HTMLElement {
  if (rule.source === undefined) return text("span", rule.rule);
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.textContent = rule.rule;
  made.addEventListener("click", () => vscode.postMessage({ type: "open", target: index, rule: at }));
  return made;
}

function text(tag: string, content: string, className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = content;
  if (className !== "") made.className = className;
  return made;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
headers.addEventListener("input", () => headers.setCustomValidity(""));
target.addEventListener("change", () => {
  wantedTarget = target.value;
  showsService();
  if (asked) ask();
});
window.addEventListener("focus", () => vscode.postMessage({ type: "choose" }));
for (const field of [method, from]) field.addEventListener("change", () => asked && ask());
cluster.addEventListener("change", () => {
  keep();
  vscode.postMessage({ type: "choose", cluster: cluster.value });
});

window.addEventListener("message", ({ data }: MessageEvent<ToTracePanel>) => {
  switch (data.type) {
    case "choices":
      offer(data.choices);
      break;
    case "ask": {
      const { method: m, url: u, headers: h, gateway, service } = data.params;
      if (m !== undefined) method.value = m;
      if (u !== undefined) url.value = u;
      if (h !== undefined) headers.value = h.map(([name, value]) => `${name}: ${value}`).join("\n");
      wantedTarget = gateway !== undefined ? `gateway ${gateway}` : service !== undefined ? `service ${service}` : "";
      target.value = wantedTarget;
      showsService();
      if (url.value !== "") ask();
      break;
    }
    case "result":
      show(data.result);
      break;
  }
});

const before = vscode.getState();
if (before !== undefined) {
  restore(before);
  if (before.url !== "") ask();
}
vscode.postMessage({ type: "ready", ...(before?.cluster === undefined ? {} : { cluster: before.cluster }) });
url.focus();
