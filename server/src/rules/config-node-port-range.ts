import { defineRule } from "./rule.ts";

export const configNodePortRange = defineRule<{ readonly port: number; readonly config: string }>({
  code: "config-node-port-range",
  severity: "error",
  says: ({ port, config }) =>
    `MeshGatewayConfig "${config}" asks for NodePort, where Kuma uses the listener's port as node port; ${port} is outside of 30000-32767, so the Service is refused.`,
  fixes: ({ args }) => [
    {
      title: `Make the gateways of "${args.config}" LoadBalancer Services`,
      changes: [
        {
          set: {
            object: { group: "kuma.io", kind: "MeshGatewayConfig", namespace: "", name: args.config },
            path: ["spec", "serviceType"],
          },
          value: "LoadBalancer",
        },
      ],
    },
  ],
});
