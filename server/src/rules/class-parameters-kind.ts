import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const classParametersKind = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "class-parameters-kind",
  severity: "error",
  says: (args) =>
    `Kuma takes only a MeshGatewayConfig.kuma.io as parameters, not ${groupKindText(args)}: the class is not accepted, and all its Gateways stand still.`,
  fixes: ({ at }, { cluster }) => {
    const ref = { object: at.object, path: ["spec", "parametersRef"] };
    const configs = cluster.list(meshGatewayConfigKind).slice(0, 3);
    return [
      ...configs.map(({ metadata: { name } }) => ({
        title: `Refer to MeshGatewayConfig "${name}"`,
        changes: [{ set: ref, value: { group: "kuma.io", kind: "MeshGatewayConfig", name } }],
      })),
      { title: "Remove parametersRef", changes: [{ remove: ref }] },
    ];
  },
});
