import type { GroupKind, ObjectKey } from "../kubernetes/object.ts";

export function objectKey({ group, kind }: GroupKind, namespace: string, name: string): ObjectKey {
  return { group, kind, namespace, name };
}
