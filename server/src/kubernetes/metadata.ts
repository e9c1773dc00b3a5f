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
import type { FieldPath, Json, JsonObject } from "./object.ts";
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

const fieldTypes: Readonly<Record<string, "string" | "integer" | "time" | "map" | "strings" | "list">> = {
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

// apiextensions: schema/objectmeta. Metadata goes through Go's types: null and empty vanish, a null label becomes "".
export function decodeMetadata(value: Json | undefined): DecodedMetadata {
  if (value === undefined || value === null) return { ok: true, metadata: { name: "" }, unknown: [] };
  if (!isObject(value)) return { ok: false, error: undecodable(value, ["metadata"], "ObjectMeta") };
  const unknown: UnknownField[] = [];
  for (const [key, item] of Object.entries(value)) {
    const type = Object.hasOwn(fieldTypes, key) ? fieldTypes[key] : undefined;
    if (item === undefined) continue;
    if (type === undefined) unknown.push(unknownField(key));
    else {
      const error = item === null ? undefined : typeError(item, type, ["metadata", key]);
      if (error !== undefined) return { ok: false, error };
    }
  }
  return { ok: true, metadata: read(value), unknown };
}

function unknownField(key: string): UnknownField {
  const suggestion = nearest(key, ["name", "namespace", "labels", "annotations", "finalizers"]);
  return suggestion === undefined ? { path: ["metadata", key] } : { path: ["metadata", key], suggestion };
}

function typeError(item: Json, type: (typeof fieldTypes)[string], path: FieldPath): Undecodable | undefined {
  switch (type) {
    case "string":
    case "time":
      return typeof item === "string" ? undefined : undecodable(item, path, type === "time" ? "Time" : "string");
    case "integer":
      return Number.isInteger(item) ? undefined : undecodable(item, path, "int64");
    case "map":
      if (!isObject(item)) return undecodable(item, path, "map[string]string");
      for (const [key, word] of Object.entries(item)) {
        if (word !== null && typeof word !== "string") return undecodable(word ?? null, [...path, key], "string");
      }
      return undefined;
    default:
      if (!isList(item)) return undecodable(item, path, type === "strings" ? "[]string" : "[]object");
      return firstWrongItem(item, type, path);
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
  const text = (key: string): string => (typeof value[key] === "string" ? value[key] : "");
  const list = (key: string): readonly Json[] => {
    const items = value[key] ?? null;
    return isList(items) ? items : [];
  };
  const namespace = text("namespace");
  const generateName = text("generateName");
  const labels = words(value.labels);
  const annotations = words(value.annotations);
  const finalizers = list("finalizers").map((item) => (typeof item === "string" ? item : ""));
  const ownerReferences = list("ownerReferences");
  return {
    name: text("name"),
    ...(namespace === "" ? {} : { namespace }),
    ...(generateName === "" ? {} : { generateName }),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(finalizers.length === 0 ? {} : { finalizers }),
    ...(ownerReferences.length === 0 ? {} : { ownerReferences }),
  };
}

function words(value: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null || !isObject(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([key, word]) => [key, typeof word === "string" ? word : ""]));
}

/** The namespace that the object ends up in: none for a cluster-scoped kind, `default` where none is given. */
export function placed(metadata: Metadata, namespaced: boolean): Metadata {
  if (namespaced) return metadata.namespace === undefined ? { ...metadata, namespace: "default" } : metadata;
  if (metadata.namespace === undefined) return metadata;
  const { namespace: _, ...rest } = metadata;
  return rest;
}

const annotationLimit = 256 * 1024;

// apimachinery: api/validation ValidateObjectMetaAccessor
export function checkMetadata(metadata: Metadata, declaration: KindDeclaration): readonly Violation[] {
  const found: Violation[] = [];
  const say = (path: FieldPath, field: string, problems: readonly string[]) => {
    for (const problem of problems) found.push(violation("Invalid", path, problem, { field }));
  };
  if (metadata.name === "") {
    found.push(violation("Required", ["metadata", "name"], "name or generateName is required"));
  } else {
    say(["metadata", "name"], "metadata.name", nameProblems(metadata.name, declaration.nameRule));
  }
  if (metadata.namespace !== undefined) {
    say(["metadata", "namespace"], "metadata.namespace", labelProblems(metadata.namespace));
  }
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    const path = ["metadata", "labels", key];
    say(path, "metadata.labels", qualifiedNameProblems(key));
    say(path, "metadata.labels", labelValueProblems(value));
  }
  let size = 0;
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    size += utf8Length(key) + utf8Length(value);
    say(["metadata", "annotations", key], "metadata.annotations", qualifiedNameProblems(key.toLowerCase()));
  }
  if (size > annotationLimit) {
    found.push(violation("TooLong", ["metadata", "annotations"], `may not be more than ${annotationLimit} bytes`));
  }
  for (const [index, finalizer] of (metadata.finalizers ?? []).entries()) {
    say(["metadata", "finalizers", index], "metadata.finalizers", qualifiedNameProblems(finalizer));
  }
  return found;
}

function nameProblems(name: string, rule: KindDeclaration["nameRule"]): readonly string[] {
  if (rule === "dns-1035-label") return label1035Problems(name);
  return rule === "dns-1123-label" ? labelProblems(name) : subdomainProblems(name);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
