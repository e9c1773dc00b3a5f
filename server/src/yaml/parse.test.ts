import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "./parse.ts";

const vectors = "../shared/vectors/yaml/scalars.jsonl";

test("every recorded scalar reads as kubectl reads it", { skip: existsSync(vectors) ? false : `no ${vectors}` }, () => {
  for (const line of readFileSync(vectors, "utf8").split("\n").filter(Boolean)) {
    const { yaml, value, error } = JSON.parse(line);
    const parsed = parse(yaml);
    if (error) assert.equal(parsed.value, undefined, yaml);
    else assert.deepEqual(parsed.value, { k: value }, yaml);
  }
});
