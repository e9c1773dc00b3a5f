import assert from "node:assert/strict";
import { test } from "node:test";
import { createInterruption, Interrupted, type Interruption, type Time } from "./interruption.ts";

/** A clock that goes on by one whenever somebody looks. */
function clock(slice: number): Time {
  let now = 0;
  return { now: () => now++, slice };
}

function attempts<R>(interruption: Interruption, slice: number, work: () => R): { result: R; times: number } {
  const job = {};
  for (let times = 1; times < 10_000; times++) {
    const attempt = interruption.attempt(job, clock(slice), work);
    if (attempt !== undefined) return { result: attempt.result, times };
    assert.equal(interruption.isUnderWay(), true);
  }
  throw new Error("it never ends");
}

const numbers = Array.from({ length: 50 }, (_, at) => at);

test("without an attempt nothing is interrupted", () => {
  const { checkpoint, map, once, isUnderWay } = createInterruption();
  for (const _ of numbers) checkpoint();
  assert.deepEqual(
    map("doubled", numbers, (n) => n * 2),
    numbers.map((n) => n * 2),
  );
  assert.equal(
    once("one", () => 1),
    1,
  );
  assert.equal(isUnderWay(), false);
});

test("an attempt ends when its time is over, and the next one goes on where it was", () => {
  const interruption = createInterruption();
  let doubled = 0;
  const { result, times } = attempts(interruption, 6, () => {
    const all = interruption.map("doubled", numbers, (n) => {
      doubled += 1;
      return n * 2;
    });
    return interruption.once("sum", () => all.reduce((sum, n) => sum + n, 0));
  });
  assert.equal(result, numbers.reduce((sum, n) => sum + n, 0) * 2);
  assert.equal(doubled, numbers.length);
  assert.ok(times > 5, `${times} attempts`);
  assert.equal(interruption.isUnderWay(), false);
});

test("however short its time is, an attempt gets a step further", () => {
  const interruption = createInterruption();
  const { times } = attempts(interruption, 0, () => interruption.map("same", numbers, (n) => n));
  assert.ok(times <= numbers.length + 1, `${times} attempts`);
});

test("what was found before a change is found again", () => {
  const interruption = createInterruption();
  const job = {};
  let factor = 1;
  const work = () => interruption.map("times", numbers, (n) => n * factor);
  assert.equal(interruption.attempt(job, clock(6), work), undefined);
  factor = 10;
  interruption.changed();
  let attempt: { readonly result: readonly number[] } | undefined;
  while (attempt === undefined) attempt = interruption.attempt(job, clock(6), work);
  assert.deepEqual(
    attempt.result,
    numbers.map((n) => n * 10),
  );
});

test("of other items nothing is known", () => {
  const interruption = createInterruption();
  const job = {};
  let items = numbers;
  const work = () => interruption.map("same", items, (n) => n);
  assert.equal(interruption.attempt(job, clock(6), work), undefined);
  items = numbers.map((n) => n + 100);
  let attempt: { readonly result: readonly number[] } | undefined;
  while (attempt === undefined) attempt = interruption.attempt(job, clock(6), work);
  assert.deepEqual(attempt.result, items);
});

test("work that never gets further is given more time in the end", () => {
  const interruption = createInterruption();
  const job = {};
  const anew = () =>
    interruption.map(
      "anew",
      numbers.map((n) => ({ n })),
      ({ n }) => n,
    );
  let times = 0;
  while (interruption.attempt(job, clock(6), anew) === undefined) times++;
  assert.ok(times > 1000 && times < 100_000, `${times} attempts`);
});

test("the jobs under way do not mix up their lists", () => {
  const interruption = createInterruption();
  const jobs = [1, 2, 3].map((factor) => ({
    factor,
    work: () => interruption.map("times", numbers, (n) => n * factor),
  }));
  const waiting = [...jobs];
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    const attempt = interruption.attempt(job, clock(6), job.work);
    if (attempt === undefined) waiting.push(job);
    else {
      const { factor } = job;
      assert.deepEqual(
        attempt.result,
        numbers.map((n) => n * factor),
      );
    }
  }
});

test("two lists of one job with the same name are an error, not the same list", () => {
  const interruption = createInterruption();
  const twice = () => [interruption.map("list", [1], (n) => n), interruption.map("list", [2], (n) => n)];
  assert.throws(() => interruption.attempt({}, clock(6), twice), /two lists/);
});

test("a failure is not an interruption, and ends the job", () => {
  const interruption = createInterruption();
  const job = {};
  const fail = () => {
    throw new TypeError("broken");
  };
  assert.throws(() => interruption.attempt(job, clock(6), fail), TypeError);
  assert.equal(interruption.isUnderWay(), false);
  assert.deepEqual(
    interruption.attempt(job, clock(6), () => 1),
    { result: 1 },
  );
  const throwsOn = () => {
    try {
      for (const _ of numbers) interruption.checkpoint();
    } catch (error) {
      assert.ok(error instanceof Interrupted);
      throw error;
    }
  };
  assert.equal(interruption.attempt(job, clock(6), throwsOn), undefined);
  const within = () => interruption.attempt({}, clock(6), () => 1);
  assert.throws(() => interruption.attempt({}, clock(6), within), /within another/);
});
