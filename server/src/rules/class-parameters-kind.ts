import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const classParametersKind = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "class-parameters-kind",
  severity: "error",
  says: (args) =>
    `Kuma takes only a MeshGatewayConfig.kuma.io as parameters, not ${groupKindText(args)}: the class is not accepted, and all its Gateways stand still.`,
  fixes: ({ at }) => {
    const ref = { object: at.object, path: ["spec", "parametersRef"] };
    return [
      {
        title: "Refer to a MeshGatewayConfig.kuma.io",
        changes: [
          { set: { ...ref, path: [...ref.path, "group"] }, value: "kuma.io" },
          { set: { ...ref, path: [...ref.path, "kind"] }, value: "MeshGatewayConfig" },
        ],
      },
      { title: "Remove parametersRef", changes: [{ remove: ref }] },
    ];
  },
});
