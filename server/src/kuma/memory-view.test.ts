import assert from "node:assert/strict";
import { test } from "node:test";
import type { KubeKind, KubeObject } from "../kubernetes/object.ts";
import { controlPlaneOf } from "./control-plane.ts";
import { memoryCluster, viewOf } from "./memory-view.ts";
import { defaultRelease } from "./releases/index.ts";
import type { Step } from "./view.ts";

const thing: KubeKind = { group: "x.io", kind: "Thing", namespaced: true };
const make = (namespace: string, name: string): KubeObject => ({
  apiVersion: "x.io/v1",
  kind: "Thing",
  metadata: { namespace, name },
});
const controlPlane = controlPlaneOf(defaultRelease);

test("objects come in order of namespace and name, whatever order they were given in", () => {
  const cluster = memoryCluster([make("b", "a"), make("a", "z"), make("a", "B"), make("a", "a")]);
  const names = (list: readonly KubeObject[]) => list.map((o) => `${o.metadata.namespace}/${o.metadata.name}`);
  assert.deepEqual(names(cluster.list(thing)), ["a/B", "a/a", "a/z", "b/a"]);
  assert.deepEqual(names(cluster.list(thing, "b")), ["b/a"]);
  assert.deepEqual(names(cluster.list(thing, "c")), []);
  const byName = { name: "by-name", kind: thing, keys: (o: KubeObject) => [o.metadata.name, o.metadata.name] };
  assert.deepEqual(names(cluster.listBy(byName, "a")), ["a/a", "b/a"]);
});

test("absent and rejected are told apart, the last of a key counts", () => {
  const rejected = { group: "x.io", kind: "Thing", namespace: "a", name: "bad" };
  const cluster = memoryCluster([make("a", "a"), { ...make("a", "a"), apiVersion: "x.io/v2" }], [rejected]);
  assert.equal(cluster.lookup(thing, "a", "a"), "present");
  assert.equal(cluster.lookup(thing, "a", "bad"), "rejected");
  assert.equal(cluster.lookup(thing, "a", "none"), "absent");
  assert.equal(cluster.get(thing, "a", "a")?.apiVersion, "x.io/v2");
});

test("a step is run once for a key; one that asks for itself is an error of ours", () => {
  let runs = 0;
  const length: Step<number> = {
    name: "length",
    run: (_, key) => {
      runs++;
      return key.length;
    },
  };
  const loop: Step<number> = { name: "loop", run: (view, key) => view.ask(loop, key) };
  const view = viewOf(memoryCluster([]), controlPlane);
  assert.equal(view.ask(length, "abc") + view.ask(length, "abc"), 6);
  assert.equal(runs, 1);
  assert.throws(() => view.ask(loop, "k"), /loop asks for itself/);
});
