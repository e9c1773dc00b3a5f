import { type Edition, exists, resolve } from "./availability.ts";
import { isRequired } from "./compile.ts";
import type { Json } from "./object.ts";
import type { Choices, Field, Form, KindDeclaration, Pattern, Schema } from "./schema.ts";

type JsonSchema = { [keyword: string]: Json };

/** A kind as JSON Schema (draft 2020-12), for tools that know nothing else. Rules across fields have no form there. */
export function jsonSchema(declaration: KindDeclaration, edition: Edition): JsonSchema {
  const { group, kind, versions, schema, doc } = declaration;
  const served = versions.filter(({ when }) => exists(when, edition));
  const apiVersions = served.map(({ name }) => (group === "" ? name : `${group}/${name}`));
  const body = schemaOf(schema, edition);
  const own: JsonSchema = {
    apiVersion: { enum: apiVersions },
    kind: { const: kind },
    metadata: { type: "object" },
    ...(declaration.hasStatus ? { status: { type: "object" } } : {}),
  };
  const properties = isObject(body.properties) ? body.properties : {};
  const required = Array.isArray(body.required) ? (body.required as readonly Json[]) : [];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: kind,
    ...(doc === undefined ? {} : { description: doc }),
    ...body,
    properties: { ...own, ...properties } as JsonSchema,
    required: ["apiVersion", "kind", "metadata", ...required],
  };
}

function schemaOf({ form }: Schema, edition: Edition): JsonSchema {
  switch (form.type) {
    case "any":
      return {};
    case "object":
      return objectSchema(form, edition);
    case "map":
      return {
        type: "object",
        additionalProperties: schemaOf(form.values, edition),
        ...present({ maxProperties: resolve(form.maxProperties, edition) }),
      };
    case "array": {
      const { minItems, maxItems, unique } = form;
      return {
        type: "array",
        items: schemaOf(form.items, edition),
        ...present({
          minItems: resolve(minItems, edition),
          maxItems: resolve(maxItems, edition),
          uniqueItems: resolve(unique, edition) === "set" ? true : undefined,
        }),
      };
    }
    case "int-or-string":
      return { type: ["integer", "string"], ...present({ pattern: spelling(form.pattern) }) };
    case "string":
      return {
        type: "string",
        ...present({
          minLength: resolve(form.minLength, edition),
          maxLength: resolve(form.maxLength, edition),
          pattern: spelling(resolve(form.pattern, edition)),
          format: form.format,
          enum: choicesOf(form, edition),
        }),
      };
    case "boolean":
      return { type: "boolean", ...present({ enum: choicesOf(form, edition) }) };
    default:
      return {
        type: form.type,
        ...present({
          minimum: resolve(form.min, edition),
          maximum: resolve(form.max, edition),
          format: resolve(form.format, edition),
          enum: choicesOf(form, edition),
        }),
      };
  }
}

/** Whoever reads the schema runs the pattern in an engine of their own. */
function spelling(pattern: Pattern | undefined): string | undefined {
  return pattern?.linear ?? pattern?.source;
}

function objectSchema(form: Form & { readonly type: "object" }, edition: Edition): JsonSchema {
  const fields = Object.entries(form.fields).filter(([, { when }]) => exists(when, edition));
  const required = fields.filter(([, field]) => isRequired(field, edition)).map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field, edition)])),
    ...(required.length === 0 ? {} : { required }),
    ...(form.open ? {} : { additionalProperties: false }),
  };
}

function fieldSchema(field: Field, edition: Edition): JsonSchema {
  return {
    ...schemaOf(field.schema, edition),
    ...present({ description: field.doc, default: resolve(field.default, edition) }),
  };
}

function choicesOf({ choices }: Choices, edition: Edition): readonly Json[] | undefined {
  return resolve(choices, edition)
    ?.filter(({ when }) => exists(when, edition))
    .map(({ value }) => value);
}

function present(keywords: { readonly [keyword: string]: Json | undefined }): JsonSchema {
  return Object.fromEntries(
    Object.entries(keywords).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

function isObject(value: Json | undefined): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
