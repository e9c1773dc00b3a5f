/** What a ReferenceGrant permits. kuma: referencegrants.go */
import type { GroupKind, ObjectKey } from "../kubernetes/object.ts";
import type { ReferenceGrant } from "./kinds/reference-grant.ts";

export interface Referrer extends GroupKind {
  readonly namespace: string;
}

/** Whether one grant (which lies in the namespace of `to`) lets `from` refer to `to`. Everything is compared exactly. */
export function grantPermits(
  grant: ReferenceGrant,
  from: Referrer,
  to: ObjectKey,
  { emptyNameMeansAll }: { readonly emptyNameMeansAll: boolean },
): boolean {
  const { spec } = grant;
  if (spec === undefined) return false;
  return (
    spec.from.some((f) => f.group === from.group && f.kind === from.kind && f.namespace === from.namespace) &&
    spec.to.some(
      (t) =>
        t.group === to.group &&
        t.kind === to.kind &&
        (t.name === undefined || t.name === to.name || (t.name === "" && emptyNameMeansAll)),
    )
  );
}
