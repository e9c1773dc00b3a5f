import { until } from "../../kubernetes/availability.ts";
import { type Admitted, boolean, kind, object, optional } from "../../kubernetes/schema.ts";
import { gatewayTemplate } from "./gateway-template.ts";

export const meshGatewayConfigKind = kind({
  group: "kuma.io",
  kind: "MeshGatewayConfig",
  namespaced: false,
  versions: [{ name: "v1alpha1", when: until("2.14") }],
  doc: "How Kuma deploys the Gateways of a GatewayClass that names it in parametersRef.",
  fields: {
    spec: optional(
      object({
        ...gatewayTemplate,
        crossMesh: optional(
          boolean(),
          "Whether the class's Gateways take traffic from other meshes of the zone set, over HTTP listeners only, instead of from outside.",
        ),
      }),
      "What the generated MeshGatewayInstance, Service and Deployment look like.",
    ),
  },
});

export type MeshGatewayConfig = Admitted<typeof meshGatewayConfigKind>;
