import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gatewayApiDeclarations } from "../../server/src/gateway-api/bundle.ts";
import type { Channel, Edition } from "../../server/src/kubernetes/availability.ts";
import { exists } from "../../server/src/kubernetes/availability.ts";
import { compileKind, type Node, type ObjectNode } from "../../server/src/kubernetes/compile.ts";
import type { KindDeclaration } from "../../server/src/kubernetes/schema.ts";
import { kumaKindDeclarations } from "../../server/src/kuma/kinds/index.ts";

// Our declarations against the facts of the CRDs, field by field, for every bundle, channel and release.

const folder = "../shared/crds";
const skip = existsSync(folder) ? false : `${folder} is not here: nothing to compare with`;

interface CrdSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly required?: readonly string[];
  readonly items?: CrdSchema;
  readonly additionalProperties?: CrdSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly oneOf?: unknown;
  readonly "x-kubernetes-validations"?: readonly { readonly message: string }[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
}

interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly scope: string;
  readonly versions: readonly { readonly name: string; readonly served: boolean; readonly schema: CrdSchema }[];
}

for (const file of skip ? [] : files()) {
  test(`declarations agree with the CRDs: ${file.name}`, () => {
    const crds = JSON.parse(readFileSync(file.path, "utf8")) as Crd[];
    for (const crd of crds) compareKind(crd, file.declarations, file.edition);
    const group = crds[0]?.group;
    const served = file.declarations.filter(
      (each) => each.group === group && each.versions.some(({ when }) => exists(when, file.edition)),
    );
    const beyond = served.map(({ kind }) => kind).filter((kind) => !crds.some((crd) => crd.kind === kind));
    // The facts hold eight kinds of Kuma and four of the Gateway API; others cannot be compared.
    for (const kind of beyond) assert.ok(!compared.has(kind), `${kind} is not served here`);
  });
}
if (skip) test("declarations agree with the CRDs", { skip }, () => {});

const compared = new Set(["GatewayClass", "Gateway", "HTTPRoute", "ReferenceGrant", "MeshGatewayInstance"]);

interface FactFile {
  readonly name: string;
  readonly path: string;
  readonly declarations: readonly KindDeclaration[];
  readonly edition: Edition;
}

function files(): readonly FactFile[] {
  const gateway = readdirSync(`${folder}/gateway-api`).map((name): FactFile => {
    const [version = "", channel = ""] = name.replace(".json", "").split("-");
    const edition = { version, channel: channel as Channel };
    return { name, path: `${folder}/gateway-api/${name}`, declarations: gatewayApiDeclarations, edition };
  });
  const kuma = readdirSync(`${folder}/kuma`).map((name): FactFile => {
    const edition = { version: name.replace(".json", "") };
    return { name, path: `${folder}/kuma/${name}`, declarations: kumaKindDeclarations, edition };
  });
  return [...gateway, ...kuma];
}

function compareKind(crd: Crd, declarations: readonly KindDeclaration[], edition: Edition): void {
  const declaration = declarations.find(
    (each) =>
      each.group === crd.group && each.kind === crd.kind && each.versions.some(({ when }) => exists(when, edition)),
  );
  assert.ok(declaration, `${crd.kind} is not declared`);
  assert.equal(declaration.namespaced, crd.scope === "Namespaced", `${crd.kind}: scope`);
  const ours = declaration.versions.filter(({ when }) => exists(when, edition)).map(({ name }) => name);
  const theirs = crd.versions.filter(({ served }) => served).map(({ name }) => name);
  assert.deepEqual([...ours].sort(), [...theirs].sort(), `${crd.kind}: served versions`);
  const { root } = compileKind(declaration, edition);
  for (const { name, served, schema } of crd.versions) {
    const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...properties } = schema.properties ?? {};
    if (served) assert.deepEqual(factsOf(root), factsOfCrd({ ...schema, properties }), `${crd.kind} ${name}`);
  }
}

type Facts = { readonly [field: string]: unknown };

/** Drops what says nothing, so that absent and unlimited compare as equal. */
function facts(entries: Facts): Facts {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function nonZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

function factsOf(node: Node): Facts {
  const rules = node.rules.length === 0 ? undefined : node.rules.map(({ message }) => message).sort();
  switch (node.type) {
    case "object":
      return facts({ type: "object", rules, ...objectFacts(node) });
    case "map":
      return facts({ type: "object", rules, values: factsOf(node.values), maxProperties: finite(node.maxProperties) });
    case "array":
      return facts({
        type: "array",
        rules,
        items: factsOf(node.items),
        minItems: nonZero(node.minItems),
        maxItems: finite(node.maxItems),
        unique: node.unique,
      });
    case "string":
      return facts({
        type: "string",
        rules,
        enum: node.choices,
        minLength: nonZero(node.minLength),
        maxLength: finite(node.maxLength),
        pattern: node.pattern?.source,
        format: node.format,
      });
    case "integer":
    case "number":
      return facts({
        type: node.type,
        rules,
        enum: node.choices,
        minimum: finite(node.min),
        maximum: finite(node.max),
        format: node.format,
      });
    case "boolean":
      return facts({ type: "boolean", rules, enum: node.choices });
    case "int-or-string":
      return facts({ type: "int-or-string", rules, pattern: node.pattern?.source });
    case "any":
      return { type: "any" };
  }
}

function objectFacts(node: ObjectNode): Facts {
  const fields = [...node.fields].map(([name, field]) => [
    name,
    facts({ ...factsOf(field.node), default: field.default }),
  ]);
  return {
    fields: Object.fromEntries(fields),
    required: node.required.length === 0 ? undefined : [...node.required].sort(),
    open: node.open || undefined,
    also: node.also !== undefined || undefined,
  };
}

function factsOfCrd(schema: CrdSchema): Facts {
  const rules = schema["x-kubernetes-validations"]?.map(({ message }) => message).sort();
  const unique =
    schema["x-kubernetes-list-type"] === "set"
      ? "set"
      : schema["x-kubernetes-list-type"] === "map"
        ? schema["x-kubernetes-list-map-keys"]
        : undefined;
  if (schema["x-kubernetes-int-or-string"]) {
    return facts({ type: "int-or-string", rules, pattern: schema.pattern });
  }
  if (schema["x-kubernetes-preserve-unknown-fields"] && schema.properties === undefined) return { type: "any" };
  const { additionalProperties: values } = schema;
  const isMap = typeof values === "object";
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    facts({ ...factsOfCrd(property), default: property.default }),
  ]);
  return facts({
    type: schema.type,
    rules,
    fields: schema.type === "object" && !isMap ? Object.fromEntries(properties) : undefined,
    required: schema.required === undefined ? undefined : [...schema.required].sort(),
    open: schema["x-kubernetes-preserve-unknown-fields"],
    also: schema.oneOf !== undefined || undefined,
    values: isMap ? factsOfCrd(values) : undefined,
    maxProperties: schema.maxProperties,
    items: schema.items === undefined ? undefined : factsOfCrd(schema.items),
    minItems: nonZero(schema.minItems),
    maxItems: schema.maxItems,
    unique,
    enum: schema.enum,
    minLength: nonZero(schema.minLength),
    maxLength: schema.maxLength,
    // A slip of upstream's that changes nothing: `S` lies between A and Z anyway.
    pattern: schema.pattern?.replace("[-a-zSA-Z0-9]", "[-a-zA-Z0-9]"),
    minimum: schema.minimum,
    maximum: schema.maximum,
    format: schema.format,
  });
}
