import type { UnknownField } from "./decode.ts";
import {
  label1035Problems,
  labelProblems,
  labelValueProblems,
  qualifiedNameProblems,
  subdomainProblems,
  utf8Length,
} from "./names.ts";
import { nearest } from "./nearest.ts";
import { type FieldPath, isObject, type Json, type JsonObject } from "./object.ts";
import type { KindDeclaration } from "./schema.ts";
import { type Violation, violation } from "./violation.ts";

/** Why the metadata cannot be read at all: then the server says nothing else. */
export interface Undecodable {
  readonly message: string;
  readonly path: FieldPath;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly Json[];
  readonly generateName?: string;
}

export type DecodedMetadata =
  | { readonly ok: true; readonly metadata: Metadata; readonly unknown: readonly UnknownField[] }
  | { readonly ok: false; readonly error: Undecodable };

type FieldType = "string" | "integer" | "time" | "map" | "strings" | "list";

const typeOfField: Readonly<Record<string, FieldType>> = {
  name: "string",
  generateName: "string",
  namespace: "string",
  selfLink: "string",
  uid: "string",
  resourceVersion: "string",
  generation: "integer",
  creationTimestamp: "time",
  deletionTimestamp: "time",
  deletionGracePeriodSeconds: "integer",
  labels: "map",
  annotations: "map",
  ownerReferences: "list",
  finalizers: "strings",
  managedFields: "list",
};
const fieldTypes: ReadonlyMap<string, FieldType> = new Map(Object.entries(typeOfField));

// apiextensions: schema/objectmeta. Metadata goes through Go's types: null and empty vanish, a null label becomes "".
export function decodeMetadata(value: Json | undefined): DecodedMetadata {
  if (value === undefined || value === null) return { ok: true, metadata: { name: "" }, unknown: [] };
  if (!isObject(value)) return { ok: false, error: undecodable(value, ["metadata"], "ObjectMeta") };
  const unknown: UnknownField[] = [];
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    const type = fieldTypes.get(key);
    if (type === undefined) unknown.push(unknownField(key));
    else {
      const error = item === null ? undefined : typeError(item, type, key);
      if (error !== undefined) return { ok: false, error };
    }
  }
  return { ok: true, metadata: read(value), unknown };
}

function unknownField(key: string): UnknownField {
  const suggestion = nearest(key, ["name", "namespace", "labels", "annotations", "finalizers"]);
  return suggestion === undefined ? { path: ["metadata", key] } : { path: ["metadata", key], suggestion };
}

function typeError(item: Json, type: FieldType, field: string): Undecodable | undefined {
  const wrong = (wanted: string) => undecodable(item, ["metadata", field], wanted);
  switch (type) {
    case "string":
    case "time":
      return typeof item === "string" ? undefined : wrong(type === "time" ? "Time" : "string");
    case "integer":
      return Number.isInteger(item) ? undefined : wrong("int64");
    case "map":
      if (!isObject(item)) return wrong("map[string]string");
      for (const key of Object.keys(item)) {
        const word = item[key];
        if (word !== null && typeof word !== "string")
          return undecodable(word ?? null, ["metadata", field, key], "string");
      }
      return undefined;
    default:
      if (!isList(item)) return wrong(type === "strings" ? "[]string" : "[]object");
      return firstWrongItem(item, type, ["metadata", field]);
  }
}

function firstWrongItem(items: readonly Json[], type: "strings" | "list", path: FieldPath): Undecodable | undefined {
  const fits = (item: Json) => item === null || (type === "strings" ? typeof item === "string" : isObject(item));
  const index = items.findIndex((item) => !fits(item));
  return index < 0
    ? undefined
    : undecodable(items[index] ?? null, [...path, index], type === "strings" ? "string" : "object");
}

function undecodable(value: Json, path: FieldPath, wanted: string): Undecodable {
  const place = path
    .filter((token) => typeof token === "string")
    .slice(0, 2)
    .join(".");
  return {
    message: `json: cannot unmarshal ${goType(value)} into Go struct field ${place} of type ${wanted}`,
    path,
  };
}

function goType(value: Json): string {
  if (isList(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function read(value: JsonObject): Metadata {
  const { name, namespace, generateName, finalizers, ownerReferences } = value;
  const metadata: { -readonly [Field in keyof Metadata]: Metadata[Field] } = {
    name: typeof name === "string" ? name : "",
  };
  if (typeof namespace === "string" && namespace !== "") metadata.namespace = namespace;
  if (typeof generateName === "string" && generateName !== "") metadata.generateName = generateName;
  const labels = words(value.labels);
  if (labels !== undefined) metadata.labels = labels;
  const annotations = words(value.annotations);
  if (annotations !== undefined) metadata.annotations = annotations;
  if (Array.isArray(finalizers) && finalizers.length > 0) {
    metadata.finalizers = finalizers.map((item: Json) => (typeof item === "string" ? item : ""));
  }
  if (Array.isArray(ownerReferences) && ownerReferences.length > 0) metadata.ownerReferences = ownerReferences;
  return metadata;
}

/** Shared with the input where nothing in it is null. */
function words(value: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null || !isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length === 0) return undefined;
  if (keys.every((key) => typeof value[key] === "string")) return value as Readonly<Record<string, string>>;
  return Object.fromEntries(keys.map((key) => [key, typeof value[key] === "string" ? value[key] : ""]));
}

/** The namespace that the object ends up in: none for a cluster-scoped kind, `default` where none is given. */
export function placed(metadata: Metadata, namespaced: boolean): Metadata {
  if (namespaced) return metadata.namespace === undefined ? { ...metadata, namespace: "default" } : metadata;
  if (metadata.namespace === undefined) return metadata;
  const { namespace: _, ...rest } = metadata;
  return rest;
}

const annotationLimit = 256 * 1024;
const empty: Readonly<Record<string, string>> = {};

// apimachinery: api/validation ValidateObjectMetaAccessor
export function checkMetadata(metadata: Metadata, declaration: KindDeclaration): readonly Violation[] {
  const found: Violation[] = [];
  const say = (field: string, problems: readonly string[], ...below: FieldPath) => {
    if (problems.length === 0) return;
    const path = [...field.split("."), ...below];
    for (const problem of problems) found.push(violation("Invalid", path, problem, { field }));
  };
  if (metadata.name === "") {
    found.push(violation("Required", ["metadata", "name"], "name or generateName is required"));
  } else {
    say("metadata.name", nameProblems(metadata.name, declaration.nameRule));
  }
  if (metadata.namespace !== undefined) {
    say("metadata.namespace", labelProblems(metadata.namespace));
  }
  const { labels = empty, annotations = empty } = metadata;
  for (const key of Object.keys(labels)) {
    say("metadata.labels", qualifiedNameProblems(key), key);
    say("metadata.labels", labelValueProblems(labels[key] ?? ""), key);
  }
  let size = 0;
  for (const key of Object.keys(annotations)) {
    size += utf8Length(key) + utf8Length(annotations[key] ?? "");
    say("metadata.annotations", qualifiedNameProblems(key.toLowerCase()), key);
  }
  if (size > annotationLimit) {
    found.push(violation("TooLong", ["metadata", "annotations"], `may not be more than ${annotationLimit} bytes`));
  }
  for (const [index, finalizer] of (metadata.finalizers ?? []).entries()) {
    say("metadata.finalizers", qualifiedNameProblems(finalizer), index);
  }
  return found;
}

function nameProblems(name: string, rule: KindDeclaration["nameRule"]): readonly string[] {
  if (rule === "dns-1035-label") return label1035Problems(name);
  return rule === "dns-1123-label" ? labelProblems(name) : subdomainProblems(name);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
