import assert from "node:assert/strict";
import { test } from "node:test";
import { withConsequences } from "./consequences.ts";
import { reconcileError } from "./reconcile-error.ts";

const key = { group: "gateway.networking.k8s.io", kind: "Gateway", namespace: "infra", name: "edge" };
const error = { key, message: "novel" };

test("an error that no other finding explains is told", () => {
  const [problem] = withConsequences(key, { generated: [], refused: [], problems: [], error });
  assert.deepEqual([problem?.code, problem?.at], ["reconcile-error", { object: key, path: ["metadata", "name"] }]);
  assert.match(
    reconcileError.says({ kind: "Gateway", name: "edge" }, undefined as never),
    /^Kuma fails to work on Gateway "edge"/,
  );
});

test("one that another finding explains is not", () => {
  const problems = [
    { code: "mesh-missing", at: { object: key, path: [] }, args: { mesh: "a" }, because: { error } },
  ] as const;
  assert.equal(withConsequences(key, { generated: [], refused: [], problems, error }).length, 1);
});
