import type { Json, KubeKind, KubeObject } from "../../kubernetes/object.ts";

/** `spec` is free-form to the API server; Kuma reads it as a protobuf message. */
export interface MeshGateway extends KubeObject {
  readonly mesh?: string;
  readonly spec?: Json;
}

export const meshGatewayKind: KubeKind<MeshGateway> = { group: "kuma.io", kind: "MeshGateway", namespaced: false };
