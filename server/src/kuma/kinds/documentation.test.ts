import assert from "node:assert/strict";
import { test } from "node:test";
import type { Schema } from "../../kubernetes/schema.ts";
import { meshGatewayConfigKind } from "./mesh-gateway-config.ts";
import { meshGatewayInstanceKind } from "./mesh-gateway-instance.ts";

function* undocumented({ form }: Schema, path: string): Iterable<string> {
  if (form.type === "array") yield* undocumented(form.items, `${path}[]`);
  if (form.type === "map") yield* undocumented(form.values, `${path}{}`);
  if (form.type !== "object") return;
  for (const [name, field] of Object.entries(form.fields)) {
    if (!/^[A-Z`].*\.$/.test(field.doc ?? "")) yield `${path}.${name}`;
    yield* undocumented(field.schema, `${path}.${name}`);
  }
}

test("every field of a gateway's deployment is explained, in sentences", () => {
  for (const { kind, schema } of [meshGatewayConfigKind, meshGatewayInstanceKind]) {
    assert.deepEqual([...undocumented(schema, kind)], []);
  }
});
