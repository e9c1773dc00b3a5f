import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const backendKindUnsupported = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "backend-kind-unsupported",
  severity: "error",
  says: (args, { controlPlane }) =>
    `${groupKindText(args)} is no backend for Kuma, which takes ${controlPlane.behavior.gateways ? "Services and ExternalServices (kuma.io)" : "Services and MeshServices"}: requests for it fail.`,
});
