import type { KubeKind, KubeObject } from "../../kubernetes/object.ts";

type StringMap = Readonly<Record<string, string>>;

export interface GatewayTemplateMetadata {
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
}

/** What MeshGatewayConfig and MeshGatewayInstance share. */
export interface GatewayInstanceSpec {
  readonly replicas: number;
  readonly serviceType: "LoadBalancer" | "ClusterIP" | "NodePort";
  readonly tags?: StringMap;
  readonly resources?: {
    readonly limits?: Readonly<Record<string, string | number>>;
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly claims?: readonly { readonly name: string; readonly request?: string }[];
  };
  readonly serviceTemplate?: {
    readonly metadata?: GatewayTemplateMetadata;
    readonly spec?: { readonly loadBalancerIP?: string };
  };
  readonly podTemplate?: {
    readonly metadata?: GatewayTemplateMetadata;
    readonly spec?: {
      readonly serviceAccountName?: string;
      readonly securityContext?: { readonly fsGroup?: number };
      readonly container?: { readonly securityContext?: { readonly readOnlyRootFilesystem?: boolean } };
    };
  };
}

export interface MeshGatewayConfig extends KubeObject {
  readonly spec?: GatewayInstanceSpec & { readonly crossMesh?: boolean };
}

export const meshGatewayConfigKind: KubeKind<MeshGatewayConfig> = {
  group: "kuma.io",
  kind: "MeshGatewayConfig",
  namespaced: false,
};
