import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createDatabase, type Database, type Input, type Query, QueryCycle } from "./database.ts";

const inputs = 5;

/** A random program: three layers of queries over a few numbers, with reads that depend on values, and coarse results. */
function program(
  seed: readonly number[],
  values: readonly number[],
): { database: Database; input: Input<number, number>; top: Query<number, number>; runs: () => number } {
  let runs = 0;
  const database = createDatabase({ onRun: () => runs++ });
  const input: Input<number, number> = { name: "input", read: (key) => values[key] ?? 0, equals: Object.is };
  const layers: Query<number, number>[] = [];
  for (const level of [0, 1, 2]) {
    layers.push({
      name: `layer ${level}`,
      equals: Object.is,
      forgetful: level === 1,
      run: (db, key) => {
        const below = (at: number): number =>
          level === 0 ? db.read(input, at % inputs) : db.get(layers[level - 1]!, at % inputs);
        const first = below(seed[(level * 7 + key) % seed.length]! % inputs);
        const second = first % 2 === 0 ? below(key) : below(key + first);
        return (first + second * 3) % (level === 0 ? 4 : 3);
      },
    });
  }
  return { database, input, top: layers[2]!, runs: () => runs };
}

test("after any sequence of changes the answers are those of a database that never knew anything else", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 3, maxLength: 9 }),
      fc.array(fc.record({ key: fc.nat(inputs - 1), value: fc.nat(9), ask: fc.boolean(), forget: fc.boolean() }), {
        maxLength: 25,
      }),
      (seed, changes) => {
        const values: number[] = Array(inputs).fill(0);
        const incremental = program(seed, values);
        for (const { key, value, ask, forget } of changes) {
          values[key] = value;
          incremental.database.touch(incremental.input, key);
          if (forget) incremental.database.forget(incremental.top, key);
          if (!ask) continue;
          const scratch = program(seed, values);
          for (let at = 0; at < inputs; at++) {
            assert.equal(incremental.database.get(incremental.top, at), scratch.database.get(scratch.top, at));
          }
          const before = incremental.runs();
          for (let at = 0; at < inputs; at++) incremental.database.get(incremental.top, at);
          assert.equal(incremental.runs(), before, "a second identical request computes nothing");
        }
      },
    ),
    { numRuns: 1000 },
  );
});

/** `total` counts what a thousand files hold; one file is changed at a time. */
function counting() {
  const texts = new Map<string, string>();
  const ran: string[] = [];
  const database = createDatabase({ onRun: (query, key) => ran.push(`${query} ${key}`) });
  const text: Input<string, string> = { name: "text", read: (key) => texts.get(key) ?? "", equals: Object.is };
  const meaning: Query<string, string> = {
    name: "meaning",
    run: (db, key) => db.read(text, key).replace(/#.*/, ""),
    equals: Object.is,
  };
  const report: Query<string, string> = {
    name: "report",
    run: (db, key) => `${db.get(meaning, key)} beside ${db.get(meaning, `${key}'s neighbour`)}`,
    equals: Object.is,
  };
  const write = (key: string, value: string) => {
    texts.set(key, value);
    database.touch(text, key);
  };
  const taken = () => ran.splice(0);
  return { database, meaning, report, write, taken };
}

test("a change runs what read it, and stops where the result is the same", () => {
  const { database, report, write, taken } = counting();
  for (let at = 0; at < 100; at++) database.get(report, `file ${at}`);
  taken();
  write("file 7", "new");
  for (let at = 0; at < 100; at++) database.get(report, `file ${at}`);
  assert.deepEqual(taken(), ["meaning file 7", "report file 7"]);
  write("file 7", "new# but only a comment");
  for (let at = 0; at < 100; at++) database.get(report, `file ${at}`);
  assert.deepEqual(taken(), ["meaning file 7"]);
});

test("an observed query says which keys became stale, once each", () => {
  const { database, report, write } = counting();
  database.observe(report);
  for (const key of ["a", "b"]) database.get(report, key);
  write("a", "1");
  write("a's neighbour", "2");
  write("nobody read this", "3");
  assert.deepEqual(database.takeStale(report), ["a"]);
  assert.deepEqual(database.takeStale(report), []);
  database.get(report, "a");
  write("a", "4");
  assert.deepEqual(database.takeStale(report), ["a"]);
});

test("what nobody needs any more is freed", () => {
  const { database, report } = counting();
  const before = database.size();
  for (let at = 0; at < 50; at++) database.get(report, `file ${at}`);
  for (let at = 0; at < 50; at++) database.forget(report, `file ${at}`);
  assert.equal(database.size(), before);
});

test("forgotten values come back as they were, and nothing that read them runs", () => {
  let runs = 0;
  const large: Query<number, string> = {
    name: "large",
    run: (db, key) => {
      runs += 1;
      return `${db.read(text, "word")} ${key}`;
    },
    equals: Object.is,
    forgetful: true,
  };
  const reader: Query<number, number> = {
    name: "reader",
    run: (db, key) => db.get(large, key).length,
    equals: Object.is,
  };
  const words = { word: "one" };
  const text: Input<"word", string> = { name: "text", read: (key) => words[key], equals: Object.is };
  const database = createDatabase();
  const all = () => Array.from({ length: 2000 }, (_, key) => database.get(reader, key));
  const first = all();
  assert.equal(runs, 2000);
  assert.deepEqual(all(), first);
  assert.equal(runs, 2000, "who read them needs no second look");
  assert.equal(database.get(large, 0), "one 0");
  assert.equal(runs, 2001, "the value was gone");
  words.word = "two";
  database.touch(text, "word");
  assert.equal(database.get(large, 0), "two 0");
  assert.equal(database.get(large, 1), "two 1");
  assert.deepEqual(all(), first);
});

test("a query that fails leaves the database usable, and one that asks for itself says so", () => {
  let fail = true;
  const database = createDatabase();
  const fragile: Query<string, string> = {
    name: "fragile",
    run: () => {
      if (fail) throw new Error("not yet");
      return "fine";
    },
    equals: Object.is,
  };
  const circle: Query<string, string> = { name: "circle", run: (db, key) => db.get(circle, key), equals: Object.is };
  assert.throws(() => database.get(fragile, "key"), /not yet/);
  fail = false;
  assert.equal(database.get(fragile, "key"), "fine");
  assert.throws(() => database.get(circle, "key"), QueryCycle);
});
