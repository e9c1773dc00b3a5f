import type { KubeKind, KubeObject } from "../object.ts";

/** As stored: `stringData` has been merged into `data`. */
export interface Secret extends KubeObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
}

export const secretKind: KubeKind<Secret> = { group: "", kind: "Secret", namespaced: true };
