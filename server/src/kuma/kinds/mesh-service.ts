import type { KubeKind, KubeObject } from "../../kubernetes/object.ts";

export interface MeshService extends KubeObject {
  readonly spec?: {
    readonly ports?: readonly {
      readonly port: number;
      readonly name?: string;
      readonly appProtocol?: string;
      readonly targetPort?: number | string;
    }[];
  };
}

export const meshServiceKind: KubeKind<MeshService> = { group: "kuma.io", kind: "MeshService", namespaced: true };
