import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectKey } from "../kubernetes/object.ts";
import { parse } from "../yaml/parse.ts";
import { applyFix, type TextDoor } from "./apply-fix.ts";
import type { Change } from "./rule.ts";

const object: ObjectKey = { group: "", kind: "Service", namespace: "shop", name: "cart" };

function fixed(text: string, changes: readonly Change[], path: readonly (string | number)[] = []): string | undefined {
  const door: TextDoor = {
    uri: "file:///a.yaml",
    settingsUri: "file:///.gateway-lens.yaml",
    text: (uri) => (uri === "file:///a.yaml" ? text : undefined),
    manifest: () => ({ uri: "file:///a.yaml", start: 0, tree: parse(text).tree, path }),
  };
  const fix = applyFix({ title: "fix", changes }, door);
  const edits = fix?.edits.find(({ uri }) => uri === "file:///a.yaml")?.edits;
  return edits
    ?.toReversed()
    .reduce((before, { range, newText }) => before.slice(0, range.start) + newText + before.slice(range.end), text);
}

test("a value is replaced, a missing field added with what is missing above it", () => {
  assert.equal(
    fixed("name: crat # ours\n", [{ set: { object, path: ["name"] }, value: "cart" }]),
    "name: cart # ours\n",
  );
  assert.equal(
    fixed("kind: Service\n", [{ set: { object, path: ["metadata", "labels", "a"] }, value: "b" }]),
    "kind: Service\nmetadata:\n  labels:\n    a: b\n",
  );
});

test("changes that meet follow upon each other", () => {
  assert.equal(
    fixed("kind: Service\n", [
      { set: { object, path: ["labels", "a"] }, value: "1" },
      { set: { object, path: ["labels", "b"] }, value: "2" },
    ]),
    'kind: Service\nlabels:\n  a: "1"\n  b: "2"\n',
  );
});

test("line ends stay as they are", () => {
  assert.equal(
    fixed("a: 1\r\nb:\r\n- x\r\n", [{ append: { object, path: ["b"] }, value: "z" }]),
    "a: 1\r\nb:\r\n- x\r\n- z\r\n",
  );
  assert.equal(
    fixed("kind: Service\r\n", [{ create: { kind: "Other" }, beside: object }]),
    "kind: Service\r\n---\r\nkind: Other\r\n",
  );
});

test("an object in a List is edited where it stands", () => {
  assert.equal(
    fixed("items:\n- name: crat\n", [{ set: { object, path: ["name"] }, value: "cart" }], ["items", 0]),
    "items:\n- name: cart\n",
  );
});

test("a suppression stands above the line, with its indentation", () => {
  assert.equal(
    fixed("spec:\n  ports:\n  - port: 1\n", [
      { suppress: "some-code", at: { object, path: ["spec", "ports", 0, "port"] } },
    ]),
    "spec:\n  ports:\n  # gateway-lens-disable-next-line some-code\n  - port: 1\n",
  );
});

test("a key that is lost is taken out with its lines", () => {
  assert.equal(fixed("a: 1\nb: 2\nb: 3\n", [{ removeKeyAt: { start: 5, end: 6 } }]), "a: 1\nb: 3\n");
  assert.equal(fixed("{b: 2, b: 3}\n", [{ removeKeyAt: { start: 1, end: 2 } }]), undefined);
});

test("where the place does not exist, there is no fix", () => {
  assert.equal(fixed("a: 1\n", [{ remove: { object, path: ["b"] } }]), undefined);
});
