import type { Behavior } from "./behavior.ts";

/** What is configured of a control plane and changes what it makes of Gateway API objects. Defaults: Kuma's own. */
export interface ControlPlaneSettings {
  /** `multizone.zone.name` */
  readonly zone: string;
  /** Whether a zone control plane is joined to a global one. */
  readonly federated: boolean;
  readonly mode: "zone" | "global";
  readonly systemNamespace: string;
  /** `runtime.kubernetes.supportGatewaySecretsInAllNamespaces` (2.11+) */
  readonly supportGatewaySecretsInAllNamespaces: boolean;
  /** Image of the generated proxies, tag included; `undefined` for the release's own. */
  readonly dataplaneImage?: string;
}

export interface ControlPlane {
  readonly settings: ControlPlaneSettings;
  readonly behavior: Behavior;
}
