import type { Json, KubeKind, KubeObject } from "../../kubernetes/object.ts";

export interface MeshHTTPRoute extends KubeObject {
  readonly spec?: { readonly targetRef?: Json; readonly to?: readonly Json[] };
}

export const meshHttpRouteKind: KubeKind<MeshHTTPRoute> = { group: "kuma.io", kind: "MeshHTTPRoute", namespaced: true };
