import { type Json, type JsonObject, type KubeObject, keyOf, type ObjectKey } from "../../kubernetes/object.ts";
import type { Generated, Place } from "../place.ts";
import { at, originOf } from "../trace.ts";
import { messageOf } from "../webhooks/message.ts";

/** An object that something is made of, authored or itself generated: in the latter case its fields came from elsewhere. */
export interface Source {
  readonly key: ObjectKey;
  readonly object: JsonObject;
  readonly placesOf: (...path: readonly (string | number)[]) => readonly Place[];
}

export function authored(object: KubeObject): Source {
  const key = keyOf(object);
  // An admitted object is JSON; its interface only names the fields that are read.
  return { key, object: object as unknown as JsonObject, placesOf: (...path) => [at(key, ...path)] };
}

export function made(generated: Generated): Source {
  const { key, object, origins } = generated;
  return { key, object, placesOf: (...path) => originOf(origins, path) ?? [] };
}

export function objectIn(value: Json | undefined): JsonObject {
  return messageOf(value) ?? {};
}
