import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Json, JsonObject } from "../kubernetes/object.ts";
import { parse } from "../yaml/parse.ts";
import { createYamlWriter } from "./yaml-writer.ts";

test("what is written reads back as the same object, and every range is that of its field", () => {
  const key = fc.stringMatching(/^[a-z][a-zA-Z./-]{0,8}$/);
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant("a\nb\n"),
    fc.constant("on"),
  );
  const { value } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
    object: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 4 }, scalar, tie("object"), fc.array(tie("value"), { maxLength: 3 })),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (object) => {
      const writer = createYamlWriter();
      const seen = new Map<string, string>();
      writer.object(object, (path, range) => seen.set(JSON.stringify(path), JSON.stringify(range)));
      assert.deepEqual(parse(writer.text()).value, JSON.parse(JSON.stringify(object)));
      for (const [name] of Object.entries(object)) {
        const range = JSON.parse(seen.get(JSON.stringify([name])) ?? "{}") as { start: number; end: number };
        assert.deepEqual(
          parse(writer.text().slice(range.start, range.end)).value,
          JSON.parse(JSON.stringify({ [name]: object[name] })),
        );
      }
    }),
    { seed: 11 },
  );
});
