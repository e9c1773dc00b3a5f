import { defineRule } from "./rule.ts";

export const classParametersNamespace = defineRule<{ readonly namespace: string }>({
  code: "class-parameters-namespace",
  severity: "error",
  says: () =>
    "A MeshGatewayConfig belongs to no namespace, so Kuma does not accept a class whose parametersRef names one, and all its Gateways stand still.",
  marks: "entry",
  fixes: ({ at }) => [
    {
      title: "Remove the namespace",
      changes: [{ remove: { object: at.object, path: ["spec", "parametersRef", "namespace"] } }],
      preferred: true,
    },
  ],
});
