import { referenceGrantKind } from "../../gateway-api/kinds/reference-grant.ts";
import { grantPermits, type Referrer } from "../../gateway-api/reference-grant.ts";
import type { ObjectKey } from "../../kubernetes/object.ts";
import type { View } from "../view.ts";

/** Whether an object may refer to `to`: always within its namespace, elsewhere only where a grant there says so. */
export function isPermitted(view: View, from: Referrer, to: ObjectKey): boolean {
  if (from.namespace === to.namespace) return true;
  const { emptyGrantNameMeansAll: emptyNameMeansAll } = view.controlPlane.behavior;
  return view.cluster
    .list(referenceGrantKind, to.namespace)
    .some((grant) => grantPermits(grant, from, to, { emptyNameMeansAll }));
}
