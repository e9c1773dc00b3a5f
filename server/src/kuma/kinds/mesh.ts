import type { Json, KubeKind, KubeObject } from "../../kubernetes/object.ts";

export interface Mesh extends KubeObject {
  readonly mesh?: string;
  readonly spec?: Json;
}

export const meshKind: KubeKind<Mesh> = { group: "kuma.io", kind: "Mesh", namespaced: false };
