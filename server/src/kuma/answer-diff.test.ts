import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../kubernetes/object.ts";
import { answerDiff } from "./answer-diff.ts";

const condition = (type: string, status: string) => ({ type, status, reason: type, message: "" });
const gateway = (conditions: ReturnType<typeof condition>[]) => ({
  kind: "Gateway",
  namespace: "infra",
  name: "edge",
  status: { conditions },
});
const service = (port: number) => ({
  kind: "Service",
  metadata: { namespace: "infra", name: "edge" },
  spec: { ports: [{ port }] },
});

test("equal answers do not differ, whatever the order of their lists", () => {
  const a = {
    generated: [service(80)],
    status: [gateway([condition("Accepted", "True"), condition("Programmed", "True")])],
  };
  const b = {
    generated: [service(80)],
    status: [gateway([condition("Programmed", "True"), condition("Accepted", "True")])],
  };
  assert.deepEqual(answerDiff(a, b), []);
});

test("a change is told by field, an object by name", () => {
  const a = { generated: [service(80)], status: [gateway([condition("Accepted", "True")])] };
  const b = {
    generated: [],
    status: [gateway([condition("Accepted", "False")])],
    reconcileErrors: [{ kind: "HTTPRoute", name: "r" }],
  };
  assert.deepEqual(answerDiff(a, b), [
    { part: "generated", display: "Service infra/edge", change: "removed", fields: [] },
    {
      part: "status",
      display: "Gateway infra/edge",
      change: "changed",
      fields: [{ path: ["status", "conditions", "Accepted", "status"], before: "True", after: "False" }],
    },
    { part: "reconcileErrors", display: "HTTPRoute r", change: "added", fields: [] },
  ]);
});

test("items without a name are compared by position", () => {
  const [change] = answerDiff({ generated: [service(80)], status: [] }, { generated: [service(81)], status: [] });
  assert.deepEqual(change?.fields, [{ path: ["spec", "ports", 0, "port"], before: 80, after: 81 }]);
});

test("lists are compared by name only where all their items have one", () => {
  const route = (backendRef: JsonObject): JsonObject => ({
    kind: "MeshHTTPRoute",
    metadata: { name: "r" },
    backendRefs: [backendRef],
  });
  const [change] = answerDiff(
    { generated: [route({ name: "api", weight: 1 })], status: [] },
    { generated: [route({ labels: { app: "api" }, weight: 1 })], status: [] },
  );
  assert.deepEqual(
    change?.fields.map(({ path }) => path.join(".")),
    ["backendRefs.0.name", "backendRefs.0.labels"],
  );
});
