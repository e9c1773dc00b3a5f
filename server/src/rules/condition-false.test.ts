import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionFalse } from "./condition-false.ts";
import { withConsequences } from "./consequences.ts";

const key = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop", name: "cart" };
const condition = { type: "Accepted", status: "False", reason: "Novel", message: "" } as const;
const parents = [{ index: 0, ref: { name: "edge" }, accepted: false, conditions: [condition] }];
const outcome = { generated: [], refused: [], problems: [], parents };

test("a condition that no other finding speaks of is told", () => {
  const [problem] = withConsequences(key, outcome as never);
  assert.equal(problem?.code, "condition-false");
  assert.equal(
    conditionFalse.says(problem?.args as never, undefined as never),
    "Kuma reports Accepted as not fulfilled: Novel.",
  );
});

test("one that another finding speaks of is not", () => {
  const because = { condition, of: key };
  const problems = [{ code: "parent-section-missing", at: { object: key, path: [] }, args: {}, because }];
  assert.equal(withConsequences(key, { ...outcome, problems } as never).length, 1);
});
