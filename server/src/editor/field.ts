import { bundleOf, gatewayApiKinds } from "../gateway-api/bundle.ts";
import { describeWhen, type Edition, exists, resolve } from "../kubernetes/availability.ts";
import { coreKinds } from "../kubernetes/kinds/index.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import {
  type Field,
  type KindDeclaration,
  map,
  object,
  optional,
  required,
  type Schema,
  string,
} from "../kubernetes/schema.ts";
import { kumaKinds } from "../kuma/kinds/index.ts";
import type { ClusterSpec } from "../workspace/project.ts";

/** A kind and the edition of it that a cluster serves. */
export interface KnownKind {
  readonly declaration: KindDeclaration;
  readonly edition: Edition;
}

/** The kinds that a cluster of this spec may hold. */
export function kindsOf(spec: ClusterSpec): readonly KnownKind[] {
  const { version, channel } = spec.gatewayApi;
  return [
    gatewayApiKinds(bundleOf(version, channel)),
    kumaKinds(spec.controlPlane.behavior.release),
    coreKinds,
  ].flatMap(({ declarations, edition }) => declarations.map((declaration) => ({ declaration, edition })));
}

export function kindOf(spec: ClusterSpec, group: string, kind: string): KnownKind | undefined {
  return kindsOf(spec).find(({ declaration }) => declaration.group === group && declaration.kind === kind);
}

export function apiVersionsOf({ declaration, edition }: KnownKind): readonly string[] {
  return declaration.versions
    .filter(({ when }) => exists(when, edition))
    .map(({ name }) => (declaration.group === "" ? name : `${declaration.group}/${name}`));
}

const texts = map(string());

/** What every object has; of metadata, what a manifest says. */
const envelope: Readonly<Record<string, Field>> = {
  apiVersion: required(string(), "Group and version of the API that the object belongs to."),
  kind: required(string(), "Kind of the object."),
  metadata: required(
    object({
      name: required(string(), "Name of the object, unique for its kind in its namespace."),
      namespace: optional(string(), "Namespace of the object; `default` if absent."),
      labels: optional(texts, "Labels. Kuma reads the object's mesh from `kuma.io/mesh`."),
      annotations: optional(texts, "Annotations. `gateway-lens.io/ignore` silences findings of Gateway Lens."),
    }),
    "Name, namespace, labels and annotations.",
  ),
};

/** The schema at a path, and the field that leads to it; both as the edition has them. */
export interface FieldAt {
  readonly field: Field | undefined;
  readonly schema: Schema;
  /** Name of the nearest field; of a list item, that of the list. */
  readonly name: string;
}

export function fieldAt(known: KnownKind, path: FieldPath): FieldAt | undefined {
  let schema: Schema = object({ ...envelope, ...fieldsOf(known.declaration.schema) });
  let field: Field | undefined;
  let name = known.declaration.kind;
  for (const step of path) {
    const { form } = schema;
    if (form.type === "object") {
      const next = form.fields[String(step)];
      if (next === undefined) return undefined;
      field = next;
      name = String(step);
      schema = next.schema;
    } else if (form.type === "array") schema = form.items;
    else if (form.type === "map") {
      schema = form.values;
      name = String(step);
      field = undefined;
    } else return undefined;
  }
  return { field, schema, name };
}

function fieldsOf({ form }: Schema): Readonly<Record<string, Field>> {
  return form.type === "object" ? form.fields : {};
}

export function fieldsAt(known: KnownKind, path: FieldPath): readonly (readonly [string, Field])[] {
  const at = fieldAt(known, path);
  return at?.schema.form.type === "object" ? Object.entries(at.schema.form.fields) : [];
}

/** The values that a field may have, where they can be counted. */
export function choicesOf({ form }: Schema, edition: Edition): readonly (string | number | boolean)[] {
  if (form.type === "boolean") return [true, false];
  if (!("choices" in form)) return [];
  return (resolve(form.choices, edition) ?? []).filter(({ when }) => exists(when, edition)).map(({ value }) => value);
}

/** What a field takes, in one line: `string, at most 253 characters`. */
export function describeSchema({ form }: Schema, edition: Edition): string {
  const words: string[] = [];
  switch (form.type) {
    case "string": {
      words.push("string");
      const [least, most] = [resolve(form.minLength, edition), resolve(form.maxLength, edition)];
      if (least !== undefined && most !== undefined) words.push(`${least} to ${most} characters`);
      else if (most !== undefined) words.push(`at most ${most} characters`);
      else if (least !== undefined && least > 0) words.push(`at least ${least} characters`);
      break;
    }
    case "integer":
    case "number": {
      words.push(form.type);
      const [least, most] = [resolve(form.min, edition), resolve(form.max, edition)];
      if (least !== undefined && most !== undefined) words.push(`${least} to ${most}`);
      else if (least !== undefined) words.push(`at least ${least}`);
      else if (most !== undefined) words.push(`at most ${most}`);
      break;
    }
    case "array": {
      words.push(`list of ${describeSchema(form.items, edition).split(",")[0]}s`);
      const most = resolve(form.maxItems, edition);
      if (most !== undefined) words.push(`at most ${most}`);
      break;
    }
    case "int-or-string":
      words.push("number or string");
      break;
    default:
      words.push(form.type);
  }
  return words.join(", ");
}

/** Documentation of a field: its sentence, its type and limits, its default, and where it exists. */
export function describeField({ field, schema, name }: FieldAt, edition: Edition): string {
  const lines: string[] = [];
  const required = field?.presence === "required" ? ", required" : "";
  lines.push(`**${name}** (${describeSchema(schema, edition)}${required})`);
  if (field?.doc !== undefined) lines.push("", field.doc);
  const choices = choicesOf(schema, edition);
  if (choices.length > 0 && schema.form.type !== "boolean")
    lines.push("", `One of ${choices.map((value) => `\`${value}\``).join(", ")}.`);
  const value: Json | undefined = resolve(field?.default, edition);
  if (value !== undefined) lines.push("", `Default: \`${typeof value === "string" ? value : JSON.stringify(value)}\`.`);
  const when = describeWhen(field?.when);
  if (when !== undefined) lines.push("", `Exists ${when}${exists(field?.when, edition) ? "" : ", so not here"}.`);
  return lines.join("\n");
}
