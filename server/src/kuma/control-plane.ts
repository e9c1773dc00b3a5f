import { bundleMinors, bundleOf, gatewayApiKinds } from "../gateway-api/bundle.ts";
import { type Catalog, catalogOf } from "../kubernetes/catalog.ts";
import { coreKinds } from "../kubernetes/kinds/index.ts";
import type { Behavior, BuiltinDns, GatewayApiBundle } from "./behavior.ts";
import { kumaKinds } from "./kinds/index.ts";

/** Compute resources as Kubernetes writes them, by resource name. */
export interface ComputeResources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** What of `runtime.kubernetes.injector` reaches a generated gateway's Deployment. */
export interface InjectorSettings {
  /** `sidecarContainer.image`, tag included. */
  readonly image: string;
  readonly resources: ComputeResources;
  /** `sidecarContainer.uid`, `.gid` */
  readonly runAsUser: number;
  readonly runAsGroup: number;
  /** `sidecarContainer.drainTime`, as Go prints a duration. */
  readonly drainTime: string;
  /** Where the proxy answers its probes. */
  readonly readinessPort: number;
  /** `sidecarContainer.envVars`: override the variables that Kuma sets, by name. */
  readonly variables: Readonly<Record<string, string>>;
  readonly builtinDns: BuiltinDns;
}

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
  /**
   * Whether the mesh `default` exists though no manifest says so: every installation makes it unless told not to. False where
   * the manifests are all that there is.
   */
  readonly assumesDefaultMesh: boolean;
  /** The CRDs of the cluster; by default those of the release. */
  readonly gatewayApi: GatewayApiBundle;
  /** What proxies are told to reach the control plane at. */
  readonly controlPlaneUrl: string;
  /** PEM of the certificate that proxies trust; a placeholder, since it is made at installation. */
  readonly caCertificate: string;
  /** Helm's `namespaceAllowList`: elsewhere the control plane has no right to write. Everywhere, unless said. */
  readonly namespaceAllowList?: readonly string[];
  /** Ports that a Service of type NodePort may ask for (kube-apiserver's `--service-node-port-range`). */
  readonly nodePorts: { readonly from: number; readonly to: number };
  readonly injector: InjectorSettings;
}

export interface ControlPlane {
  readonly settings: ControlPlaneSettings;
  readonly behavior: Behavior;
  /** What of the settings somebody chose: it stays where the release changes. */
  readonly choices: ControlPlaneChoices;
  /** What the API server beneath serves. */
  readonly catalog: Catalog;
}

/** The kinds of a bundle of the Gateway API, of a release of Kuma, and those of Kubernetes that they refer to. */
export function catalogFor({ release }: Behavior, { version, channel }: GatewayApiBundle): Catalog {
  return catalogOf(gatewayApiKinds(bundleOf(version, channel)), kumaKinds(release), coreKinds);
}

/** Of the CRDs: what may be chosen. */
export const gatewayApiVersions: readonly string[] = bundleMinors;

/** `1.5`, `v1.5.1` */
export function isKnownGatewayApi(version: string): boolean {
  const [, minor] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(version) ?? [];
  return bundleMinors.some((known) => known === minor);
}

/** What may be configured: any of the settings, the rest stays as the release has it. */
export interface ControlPlaneChoices extends Partial<Omit<ControlPlaneSettings, "injector">> {
  readonly injector?: InjectorChoices;
}

export interface InjectorChoices extends Partial<Omit<InjectorSettings, "builtinDns">> {
  readonly builtinDns?: Partial<BuiltinDns>;
}

/** A control plane of `behavior`'s release, configured as chosen and otherwise as the release's Helm chart does. */
export function controlPlaneOf(behavior: Behavior, choices: ControlPlaneChoices = {}): ControlPlane {
  const systemNamespace = choices.systemNamespace ?? "kuma-system";
  const cpu = behavior.proxyCpuLimit;
  const gatewayApi = choices.gatewayApi ?? behavior.gatewayApi;
  return {
    behavior,
    choices,
    catalog: catalogFor(behavior, gatewayApi),
    settings: {
      zone: "default",
      federated: false,
      mode: "zone",
      supportGatewaySecretsInAllNamespaces: false,
      assumesDefaultMesh: false,
      gatewayApi,
      controlPlaneUrl: `https://kuma-control-plane.${systemNamespace}:5678`,
      caCertificate: "CA-CERTIFICATE",
      nodePorts: { from: 30000, to: 32767 },
      ...choices,
      systemNamespace,
      injector: {
        image: `docker.io/kumahq/kuma-dp:${behavior.imageTag}`,
        resources: {
          limits: { ...(cpu === undefined ? {} : { cpu }), "ephemeral-storage": "1G", memory: "512Mi" },
          requests: { cpu: "50m", "ephemeral-storage": "50M", memory: "64Mi" },
        },
        runAsUser: 5678,
        runAsGroup: 5678,
        drainTime: "30s",
        readinessPort: behavior.proxyReadinessPort,
        variables: {},
        ...choices.injector,
        builtinDns: { enabled: true, port: 15053, logging: false, ...choices.injector?.builtinDns },
      },
    },
  };
}
