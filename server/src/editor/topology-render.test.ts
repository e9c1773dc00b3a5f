import assert from "node:assert/strict";
import { test } from "node:test";
import { filterTopology, type Topology } from "../../../shared/src/topology.ts";
import { topologySvg } from "../../../shared/src/topology-svg.ts";
import { topologyDot, topologyMermaid } from "./topology-text.ts";

const topology: Topology = {
  nodes: [
    { id: "class", kind: "GatewayClass", name: "kuma", namespace: "", state: "ok" },
    { id: "gw", kind: "Gateway", name: "edge", namespace: "infra", mesh: "default", state: "ok" },
    {
      id: "route",
      kind: "HTTPRoute",
      name: 'a"<b>&',
      namespace: "shop",
      mesh: "default",
      state: "broken",
      detail: "/cart",
    },
    { id: "svc", kind: "Service", name: "cart", namespace: "shop", state: "missing" },
    { id: "other", kind: "Gateway", name: "other", namespace: "infra", mesh: "default", state: "ok" },
  ],
  edges: [
    { from: "class", to: "gw", state: "ok" },
    { from: "class", to: "other", state: "ok" },
    { from: "gw", to: "route", label: "http", state: "ok" },
    { from: "route", to: "svc", state: "broken", why: "BackendNotFound" },
  ],
};

test("Mermaid and DOT name every node and mark what is broken", () => {
  const mermaid = topologyMermaid(topology);
  assert.match(mermaid, /n2 -\.->\|"BackendNotFound"\| n3/);
  assert.match(mermaid, /class n2,n3 broken/);
  assert.match(mermaid, /a&quot;&lt;b>&amp;/);
  const dot = topologyDot(topology);
  assert.match(dot, /"route" -> "svc" \[label="BackendNotFound", color=red\]/);
});

test("the SVG is well-formed and every node can be focused and read aloud", () => {
  const svg = topologySvg(topology);
  assert.equal(svg.match(/tabindex="0"/g)?.length, 5);
  assert.match(svg, /aria-label="Service shop\/cart, not found"/);
  assert.ok(!svg.includes("NaN") && !svg.includes('a"<b>'));
});

test("a filter keeps what hangs on a gateway, or what a namespace touches", () => {
  const ids = (t: Topology) => t.nodes.map(({ id }) => id);
  assert.deepEqual(ids(filterTopology(topology, { gateway: "infra/edge" })), ["class", "gw", "route", "svc"]);
  assert.deepEqual(ids(filterTopology(topology, { namespace: "shop" })), ["gw", "route", "svc"]);
  assert.deepEqual(ids(filterTopology(topology, { gateway: "infra/none" })), []);
  assert.equal(filterTopology(topology, {}), topology);
});

test("an empty cluster has a picture too", () => {
  assert.match(topologySvg({ nodes: [], edges: [] }), /^<svg /);
});

test("no name spoils the picture", () => {
  const name = 'a\u0001\ud800<b>&"\uffff\n𝄞';
  const svg = topologySvg({ nodes: [{ id: name, kind: "Gateway", name, namespace: "", state: "ok" }], edges: [] });
  assert.ok(svg.includes("a\ufffd\ufffd&lt;b&gt;&amp;&quot;\ufffd\ufffd𝄞"));
  assert.doesNotMatch(svg.replaceAll("\n", ""), /\p{Cc}|\p{Cs}/u);
});
