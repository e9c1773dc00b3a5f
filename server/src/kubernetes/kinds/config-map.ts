import type { KubeKind, KubeObject } from "../object.ts";

export interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

export const configMapKind: KubeKind<ConfigMap> = { group: "", kind: "ConfigMap", namespaced: true };
