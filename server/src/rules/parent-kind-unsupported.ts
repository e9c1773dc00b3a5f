import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const parentKindUnsupported = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "parent-kind-unsupported",
  severity: "warning",
  says: (args, { controlPlane }) =>
    controlPlane.behavior.gateways
      ? `Kuma attaches HTTPRoutes to Gateways and Services only: it ignores this ${groupKindText(args)} and writes no status for it.`
      : `This release of Kuma attaches HTTPRoutes to Services and MeshServices only: it ignores this ${groupKindText(args)} and writes no status for it.`,
});
