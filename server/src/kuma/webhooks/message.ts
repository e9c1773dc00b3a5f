// go: protobuf's JSON form, as far as Kuma's older kinds are read here. What has another type than its field counts as absent.

import { isObject, type Json, type JsonObject } from "../../kubernetes/object.ts";

/** A message; "absent" and "empty" differ. */
export function messageOf(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Numbers may be written as text. */
export function numberOf(value: Json | undefined): number {
  const read = typeof value === "string" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : 0;
}

/** Values may be written by name or by number. The first name is that of the default. */
export function enumOf<const V extends string>(value: Json | undefined, names: readonly [V, ...V[]]): V {
  if (typeof value === "number") return names[value] ?? names[0];
  return names.find((name) => name === value) ?? names[0];
}

/** The message itself where all in it is text. */
export function textMapOf(value: Json | undefined): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  const keys = Object.keys(value);
  if (keys.every((key) => typeof value[key] === "string")) return value as Readonly<Record<string, string>>;
  return Object.fromEntries(keys.map((key) => [key, textOf(value[key])]));
}
