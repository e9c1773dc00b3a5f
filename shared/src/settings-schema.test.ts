import assert from "node:assert/strict";
import test from "node:test";
import * as z from "zod/mini";
import { settingsJsonSchema, settingsSchema } from "./settings.ts";

test("our JSON Schema of the settings is the one that zod would make", () => {
  const theirs = JSON.stringify(z.toJSONSchema(settingsSchema, { io: "input" }), (key, value) =>
    key === "$schema" || key === "propertyNames" ? undefined : value,
  );
  assert.deepEqual(JSON.parse(JSON.stringify(settingsJsonSchema())), JSON.parse(theirs));
});
