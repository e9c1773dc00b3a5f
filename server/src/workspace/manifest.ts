import {
  type FieldPath,
  groupOf,
  isObject,
  type Json,
  type JsonObject,
  keyText,
  type ObjectKey,
} from "../kubernetes/object.ts";
import { isClusterScoped, isRelevant } from "./relevance.ts";

/** One object as an author wrote it: plain values, free of positions. */
export interface Manifest {
  readonly key: ObjectKey;
  /** `keyText(key)`. */
  readonly id: string;
  readonly apiVersion: string;
  readonly value: JsonObject;
  /** Where in its document it stands: empty, or `items`, n in a List. */
  readonly path: FieldPath;
  /** kubectl would not even read it: the object is only there so that others do not miss it. */
  readonly broken: boolean;
}

/** The objects of a document that Gateway Lens knows something about. A `List` is unpacked, as kubectl does. */
export function manifestsOf(value: Json | undefined, broken: boolean): readonly Manifest[] {
  const found: Manifest[] = [];
  collect(value, broken, [], found);
  return found;
}

function collect(value: Json | undefined, broken: boolean, path: FieldPath, found: Manifest[]): void {
  if (!isObject(value)) return;
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return;
  if (kind.endsWith("List") && Array.isArray(value.items) && path.length === 0) {
    value.items.forEach((item, at) => {
      collect(item, broken, ["items", at], found);
    });
    return;
  }
  const group = groupOf(apiVersion);
  if (!isRelevant(group, kind) || value.$patch !== undefined) return;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const name = typeof metadata.name === "string" ? metadata.name : "";
  const written = typeof metadata.namespace === "string" && metadata.namespace !== "" ? metadata.namespace : "default";
  const key = { group, kind, namespace: isClusterScoped(group, kind) ? "" : written, name };
  found.push({ key, id: keyText(key), apiVersion, value, path, broken });
}
