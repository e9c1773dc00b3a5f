import type { KubeKind, KubeObject } from "../object.ts";

export type Namespace = KubeObject;

export const namespaceKind: KubeKind<Namespace> = { group: "", kind: "Namespace", namespaced: false };
