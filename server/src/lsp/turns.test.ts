import assert from "node:assert/strict";
import { test } from "node:test";
import { createInterruption } from "../analysis.ts";
import { createTurns, type Task } from "./turns.ts";

/** A loop that turns when it is told to, and a clock that goes on by one whenever somebody looks. */
function world() {
  const soon: (() => void)[] = [];
  let now = 0;
  const told = { waiting: 0 };
  const interruption = createInterruption();
  const turns = createTurns(
    { now: () => now++, soon: (run) => void soon.push(run) },
    { hasWaiting: () => told.waiting > 0 },
    interruption,
  );
  const turn = async () => {
    soon.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
    return soon.length > 0;
  };
  const all = async () => {
    for (let left = 10_000; left > 0 && (await turn()); left--);
  };
  return { turns, interruption, told, turn, all };
}

const steps = (count: number) => Array.from({ length: count }, (_, at) => at);
const never = () => undefined;

test("long answers take turns, so that a short one does not wait for them", async () => {
  const { turns, interruption, all } = world();
  const done: string[] = [];
  const ask = (name: string, count: number) =>
    turns
      .answer(() => interruption.map(name, steps(count), (n) => n).length, never)
      .then((n) => done.push(`${name} ${n}`));
  const answers = [ask("long", 100), ask("longer", 200), ask("short", 1)];
  await all();
  await Promise.all(answers);
  assert.deepEqual(done, ["short 1", "long 100", "longer 200"]);
});

test("messages that wait come before any work", async () => {
  const { turns, told, turn } = world();
  let asked = 0;
  told.waiting = 1;
  const answer = turns.answer(() => ++asked, never);
  await turn();
  await turn();
  assert.equal(asked, 0);
  told.waiting = 0;
  await turn();
  assert.equal(await answer, 1);
});

test("an answer that nobody wants any more is given up between two slices", async () => {
  const { turns, interruption, turn, all } = world();
  let found = 0;
  let instead: string | undefined;
  const answer = turns.answer(
    () => {
      interruption.map("steps", steps(1000), () => ++found);
      return "found";
    },
    () => instead,
  );
  await turn();
  assert.ok(found > 0);
  instead = "cancelled";
  await all();
  assert.equal(await answer, "cancelled");
  assert.ok(found < 100, `${found} steps`);
  assert.equal(interruption.isUnderWay(), false);
});

test("work that nobody waits for comes when nothing else is to do; failures are told, and nothing else ends", async () => {
  const { turns, all } = world();
  const order: string[] = [];
  const task = (name: string, bits: number): Task<number> => {
    let left = bits;
    return {
      find: () => {
        if (left === 2) throw new Error("broken");
        return left;
      },
      use(found) {
        order.push(`${name} ${found}`);
        left -= 1;
        return left > 0;
      },
      failed() {
        order.push(`${name} failed`);
        left -= 1;
        return left > 0;
      },
    };
  };
  turns.later(task("later", 3));
  turns.soon(task("soon", 1));
  const rejected = assert.rejects(
    turns.answer(() => {
      throw new Error("no answer");
    }, never),
    /no answer/,
  );
  await all();
  await rejected;
  assert.deepEqual(order, ["soon 1", "later 3", "later failed", "later 1"]);
});
