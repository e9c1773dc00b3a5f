import type { Json, KubeKind, KubeObject } from "../../kubernetes/object.ts";

/** `spec` is free-form to the API server; Kuma reads it as a protobuf message. */
export interface ExternalService extends KubeObject {
  readonly mesh?: string;
  readonly spec?: Json;
}

export const externalServiceKind: KubeKind<ExternalService> = {
  group: "kuma.io",
  kind: "ExternalService",
  namespaced: false,
};
