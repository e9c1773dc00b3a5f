import assert from "node:assert/strict";
import { test } from "node:test";
import { type LabelSelector, type Labels, selectorOf } from "./selector.ts";

function matches(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  const made = selectorOf(selector);
  assert.ok("matches" in made, JSON.stringify(made));
  return made.matches(labels);
}

const expression = (operator: string, values?: readonly string[]): LabelSelector => ({
  matchExpressions: [{ key: "team", operator, ...(values === undefined ? {} : { values }) }],
});

test("no selector matches nothing, an empty one everything", () => {
  assert.equal(matches(undefined, { a: "b" }), false);
  assert.equal(matches({}, undefined), true);
  assert.equal(matches({ matchLabels: {}, matchExpressions: [] }, {}), true);
});

test("all of matchLabels and matchExpressions must hold", () => {
  const selector = { matchLabels: { a: "1", b: "2" }, matchExpressions: [{ key: "c", operator: "Exists" }] };
  assert.equal(matches(selector, { a: "1", b: "2", c: "" }), true);
  assert.equal(matches(selector, { a: "1", b: "2" }), false);
  assert.equal(matches(selector, { a: "1", c: "" }), false);
});

test("operators, with and without the label", () => {
  const table: readonly [string, readonly string[] | undefined, boolean, boolean, boolean][] = [
    // operator, values, team=red, team=blue, no team
    ["In", ["red"], true, false, false],
    ["NotIn", ["red"], false, true, true],
    ["Exists", undefined, true, true, false],
    ["DoesNotExist", [], false, false, true],
  ];
  for (const [operator, values, red, blue, absent] of table) {
    const selector = expression(operator, values);
    assert.deepEqual(
      [matches(selector, { team: "red" }), matches(selector, { team: "blue" }), matches(selector, {})],
      [red, blue, absent],
      operator,
    );
  }
});

test("a label called constructor is a label like others", () => {
  assert.equal(matches({ matchExpressions: [{ key: "constructor", operator: "Exists" }] }, {}), false);
});

test("what Kubernetes refuses", () => {
  const error = (selector: LabelSelector) => {
    const made = selectorOf(selector);
    return "error" in made ? made.error : undefined;
  };
  assert.equal(error(expression("Equals", ["red"])), '"Equals" is not a valid label selector operator');
  assert.match(error(expression("In")) ?? "", /values set can't be empty/);
  assert.match(error(expression("Exists", ["red"])) ?? "", /must be empty for exists/);
  assert.match(error({ matchLabels: { "a/b/c": "x" } }) ?? "", /^key: Invalid value: "a\/b\/c"/);
  assert.match(error({ matchLabels: { a: "not a value" } }) ?? "", /^values\[0\]\[a\]: Invalid value: "not a value"/);
});
