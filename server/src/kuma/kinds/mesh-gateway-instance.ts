import type { KubeKind, KubeObject } from "../../kubernetes/object.ts";
import type { GatewayInstanceSpec } from "./mesh-gateway-config.ts";

export interface MeshGatewayInstance extends KubeObject {
  readonly spec?: GatewayInstanceSpec;
}

export const meshGatewayInstanceKind: KubeKind<MeshGatewayInstance> = {
  group: "kuma.io",
  kind: "MeshGatewayInstance",
  namespaced: true,
};
