import { until } from "../../kubernetes/availability.ts";
import { type Admitted, kind, object, optional } from "../../kubernetes/schema.ts";
import { gatewayTemplate } from "./gateway-template.ts";

export const meshGatewayInstanceKind = kind({
  group: "kuma.io",
  kind: "MeshGatewayInstance",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: until("2.14") }],
  doc: "Makes Kuma run a gateway's proxies: one Service and one Deployment of its name. Kuma writes one for each Gateway and overwrites its spec.",
  fields: {
    spec: optional(object(gatewayTemplate), "What the generated Service and Deployment look like."),
  },
});

export type MeshGatewayInstance = Admitted<typeof meshGatewayInstanceKind>;
