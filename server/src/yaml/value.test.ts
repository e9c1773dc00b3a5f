import assert from "node:assert/strict";
import { test } from "node:test";
import { ambiguity } from "./ambiguity.ts";
import { fieldName, resolvePlain, resolveScalar } from "./value.ts";

test("numbers as Go reads them", () => {
  for (const [source, value] of [
    ["0b-11", -3],
    ["-0x10", -16],
    ["0x_f_", 15],
    ["0o", "0o"],
    ["+", "+"],
    ["-", "-"],
    ["1_", 1],
    ["_1", "_1"],
    ["0xFFFFFFFFFFFFFFFF", 18446744073709552000],
    ["0xFFFFFFFFFFFFFFFFF", "0xFFFFFFFFFFFFFFFFF"],
    ["-9223372036854775809", -(2 ** 63)],
    [".5_0", ".5_0"],
    ["1e+2", 100],
    ["1.5e", "1.5e"],
    [`1${"0".repeat(400)}`, `1${"0".repeat(400)}`],
    ["１", "１"],
  ] as const) {
    assert.equal(resolvePlain(source), value, source);
  }
});

test("tags", () => {
  const tag = (name: string) => `tag:yaml.org,2002:${name}`;
  const read = (source: string, plain: boolean, name: string) => {
    const result = resolveScalar(source, plain, name);
    return result.ok ? result.value : undefined;
  };
  assert.equal(read("5", false, tag("int")), 5);
  assert.equal(read("5", true, tag("str")), "5");
  assert.equal(read("5", true, tag("float")), 5);
  assert.equal(read("5.5", true, tag("int")), undefined);
  assert.equal(read("x", true, tag("bool")), undefined);
  assert.equal(read("5", true, "!mine"), "5");
  assert.equal(read("aGk", true, tag("binary")), undefined);
  assert.equal(read("2001-01-01", true, tag("timestamp")), "2001-01-01");
});

test("names of fields whose keys are no text", () => {
  assert.equal(fieldName(true), "true");
  assert.equal(fieldName(80), "80");
  assert.equal(fieldName(1.5), "1.5");
  assert.equal(fieldName(0.1), "0.1");
  assert.equal(fieldName(1.5e300), "+Inf");
  assert.equal(fieldName(2.5e-7), "2.5e-07");
  assert.equal(fieldName(null), undefined);
});

test("what kubectl reads otherwise than it looks", () => {
  for (const [source, read, meant] of [
    ["on", true, "on"],
    ["No", false, "No"],
    ["y", true, "y"],
    ["010", 8, 10],
    ["-010", -8, -10],
    ["1_000", 1000, "1_000"],
    ["0b11", 3, "0b11"],
    ["1.10", 1.1, "1.10"],
  ] as const) {
    const found = ambiguity(source);
    assert.deepEqual([found?.read, found?.meant], [read, meant], source);
  }
  for (const source of [
    "true",
    "null",
    "~",
    "",
    "80",
    "08",
    "0",
    "00",
    "07",
    "1.5",
    "1.0",
    "0o17",
    "0x1f",
    "one",
    "name",
    "1.2.3",
    "10s",
    "12:30",
    "2001-01-01",
    "-",
    "1e3",
  ]) {
    assert.equal(ambiguity(source), undefined, source);
  }
});
