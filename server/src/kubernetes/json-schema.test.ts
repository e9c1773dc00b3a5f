import assert from "node:assert/strict";
import { test } from "node:test";
import { gatewayApiDeclarations } from "../gateway-api/bundle.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { jsonSchema } from "./json-schema.ts";

test("exports a kind with its limits, defaults and documentation", () => {
  const schema = jsonSchema(gatewayClassKind, { version: "1.5", channel: "standard" });
  const { properties, required, additionalProperties } = schema as {
    properties: { apiVersion: object; spec: { properties: { description: object }; required: string[] } };
    required: string[];
    additionalProperties: boolean;
  };
  assert.deepEqual(required, ["apiVersion", "kind", "metadata", "spec"]);
  assert.equal(additionalProperties, false);
  assert.deepEqual(properties.apiVersion, {
    enum: ["gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1"],
  });
  assert.deepEqual(properties.spec.required, ["controllerName"]);
  assert.deepEqual(properties.spec.properties.description, {
    type: "string",
    maxLength: 64,
    description: "A note for people; Kuma ignores it.",
  });
});

test("takes what the edition has, and nothing else", () => {
  const required = (version: string) => jsonSchema(referenceGrantKind, { version, channel: "standard" }).required;
  assert.deepEqual(required("1.5"), ["apiVersion", "kind", "metadata"]);
  assert.deepEqual(required("1.6"), ["apiVersion", "kind", "metadata", "spec"]);
});

test("every kind is data that JSON can carry", () => {
  for (const declaration of gatewayApiDeclarations) {
    const schema = jsonSchema(declaration, { version: "1.6", channel: "experimental" });
    assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema, declaration.kind);
  }
});
