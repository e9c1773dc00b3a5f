import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesIn, type Topology, type TopologyNode } from "../../../shared/src/topology.ts";
import { summaryOf, walk } from "./topology-walk.ts";

const node = (id: string, kind: string, namespace = "", mesh?: string): TopologyNode => ({
  id,
  kind,
  name: id,
  namespace,
  state: "ok",
  ...(mesh === undefined ? {} : { mesh }),
});
const topology: Topology = {
  nodes: [node("a", "Gateway", "infra", "default"), node("b", "HTTPRoute", "shop"), node("c", "HTTPRoute", "pay")],
  edges: [
    { from: "a", to: "c", state: "ok" },
    { from: "c", to: "d", state: "broken", why: "BackendNotFound" },
  ],
};
const centres = new Map([
  ["a", { x: 0, y: 0 }],
  ["b", { x: 100, y: 0 }],
  ["c", { x: 100, y: 50 }],
  ["d", { x: 200, y: 0 }],
]);

test("arrows follow references, then go by distance, and stop at the border", () => {
  assert.equal(walk(topology, centres, "a", "right"), "c");
  assert.equal(walk(topology, centres, "c", "left"), "a");
  assert.equal(walk(topology, centres, "c", "up"), "b");
  assert.equal(walk(topology, centres, "b", "right"), "d");
  assert.equal(walk(topology, centres, "b", "up"), undefined);
  assert.equal(walk(topology, centres, "d", "right"), undefined);
  assert.equal(walk(topology, centres, "nowhere", "right"), undefined);
});

test("every node can be reached by arrows from any other", () => {
  for (const start of centres.keys()) {
    const reached = new Set([start]);
    for (const id of reached) {
      for (const direction of ["left", "right", "up", "down"] as const) {
        const next = walk(topology, centres, id, direction);
        if (next !== undefined) reached.add(next);
      }
    }
    assert.equal(reached.size, centres.size);
  }
});

test("choices and summary say what there is", () => {
  assert.deepEqual(choicesIn(topology.nodes), {
    namespace: ["infra", "pay", "shop"],
    gateway: ["infra/a"],
    mesh: ["default"],
  });
  assert.equal(summaryOf(topology, 3), "3 nodes, 2 references, 1 broken");
  assert.equal(summaryOf({ nodes: topology.nodes.slice(0, 1), edges: [] }, 3), "1 node of 3, 0 references");
});
