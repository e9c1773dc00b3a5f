import {
  type ClusterSettings,
  type ControlPlaneSwitches,
  type ExternalObject,
  readSettings,
  type Settings,
  type SettingsProblem,
  settingsFile,
} from "../../../shared/src/settings.ts";
import { takenFor } from "../gateway-api/bundle.ts";
import { isObject, type Json, type JsonObject, type ObjectKey } from "../kubernetes/object.ts";
import type { Behavior } from "../kuma/behavior.ts";
import {
  type ControlPlane,
  type ControlPlaneChoices,
  controlPlaneOf,
  gatewayApiVersions,
  type InjectorChoices,
  isKnownGatewayApi,
} from "../kuma/control-plane.ts";
import { defaultRelease, releaseNamed, releases } from "../kuma/releases/index.ts";
import { globMatcher } from "./glob.ts";
import { isClusterScoped } from "./relevance.ts";

/** A cluster as the settings describe it. Two specs with one `signature` translate alike. */
export interface ClusterSpec {
  readonly name: string;
  readonly controlPlane: ControlPlane;
  readonly gatewayApi: { readonly version: string; readonly channel: "standard" | "experimental" };
  readonly complete: boolean;
  readonly signature: string;
  /** Objects declared as existing without being in the files. */
  readonly external: readonly ExternalObject[];
  readonly isExternal: (key: ObjectKey) => boolean;
  /** Whether a file of the project is applied to this cluster; by its path relative to the project. */
  readonly includes: (path: string) => boolean;
}

/** A folder whose manifests share settings: one with a `.gateway-lens.yaml`, or a root of the workspace. */
export interface Project {
  /** A uri without a trailing slash; "" holds what lies nowhere else. */
  readonly root: string;
  readonly settings: Settings;
  readonly clusters: readonly ClusterSpec[];
  readonly isIgnored: (path: string) => boolean;
  readonly isExternal: (key: ObjectKey) => boolean;
  readonly upgradeTo: Behavior | undefined;
}

export interface Configuration {
  readonly settings: Settings | undefined;
  readonly problems: readonly SettingsProblem[];
}

/** What a `.gateway-lens.yaml` says; a setting that cannot be is a problem at its place. */
export function configurationOf(value: Json | undefined): Configuration {
  const { settings, problems } = readSettings(withOff(value));
  const unknown = settings === undefined ? [] : unknownReleases(settings);
  return { settings: unknown.length > 0 ? undefined : settings, problems: [...problems, ...unknown] };
}

/** `off` without quotes is `false` in YAML 1.1; as a severity it can only mean itself. */
function withOff(value: Json | undefined): Json | undefined {
  if (!isObject(value) || !isObject(value.rules)) return value;
  const rules = Object.entries(value.rules).map(([code, severity]) => [code, severity === false ? "off" : severity]);
  return { ...value, rules: Object.fromEntries(rules) as JsonObject };
}

/** Whether a number may be what is left of a release without its quotes: 2.1 of "2.10". */
function likeness(release: string, named: string | number): number {
  return typeof named === "number" && release === `${named}0` ? 1 : 0;
}

function unknownReleases(settings: Settings): readonly SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const known = releases.map(({ release }) => release);
  const look = (path: readonly (string | number)[], named: string | number | undefined) => {
    if (named === undefined || releaseNamed(String(named)) !== undefined) return;
    problems.push({
      path,
      code: "config-invalid",
      message: `Gateway Lens does not know Kuma ${named}; it knows ${known.join(", ")}${typeof named === "number" ? " (write it in quotes)" : ""}.`,
      expected: [...known]
        .reverse()
        .sort((a, b) => likeness(b, named) - likeness(a, named))
        .map((release) => JSON.stringify(release)),
    });
  };
  const lookAtBundle = (path: readonly (string | number)[], version: string | number | undefined) => {
    if (version === undefined || isKnownGatewayApi(String(version))) return;
    problems.push({
      path,
      code: "config-invalid",
      message: `Gateway Lens does not know Gateway API ${version}; it knows ${gatewayApiVersions.join(", ")}.`,
      expected: [...gatewayApiVersions].reverse().map((minor) => JSON.stringify(minor)),
    });
  };
  look(["kuma"], settings.kuma);
  lookAtBundle(["gatewayApi"], settings.gatewayApi);
  look(["upgradeTo"], settings.upgradeTo);
  settings.clusters?.forEach((cluster, at) => {
    look(["clusters", at, "kuma"], cluster.kuma);
    lookAtBundle(["clusters", at, "gatewayApi"], cluster.gatewayApi);
  });
  const seen = new Set<string>();
  settings.clusters?.forEach(({ name }, at) => {
    if (seen.has(name)) {
      problems.push({
        path: ["clusters", at, "name"],
        code: "config-invalid",
        message: `Another cluster is already named "${name}".`,
        expected: [],
      });
    }
    seen.add(name);
  });
  return problems;
}

/** Later settings win, field by field. */
export function projectOf(root: string, layers: readonly (Settings | undefined)[], overrides: Settings = {}): Project {
  const settings = Object.assign({}, ...layers, overrides) as Settings;
  const named = overrides.zone;
  const described = settings.clusters ?? [];
  const chosen = described.some(({ name }) => name === named)
    ? described.filter(({ name }) => name === named)
    : described;
  const clusters: readonly ClusterSettings[] =
    chosen.length > 0
      ? chosen.map((cluster) => ({ ...cluster, ...overridden(overrides) }))
      : [{ name: settings.zone ?? "default" }];
  const external = settings.external ?? [];
  return {
    root,
    settings,
    clusters: clusters.map((cluster) => clusterOf(settings, cluster)),
    isIgnored: globMatcher(settings.ignore ?? []),
    isExternal: (key) => external.some((declared) => declares(declared, key)),
    upgradeTo: settings.upgradeTo === undefined ? undefined : releaseNamed(String(settings.upgradeTo)),
  };
}

/** The same cluster with another release of Kuma, and with the Gateway API that it ships with. */
export function specFor(spec: ClusterSpec, kuma: string): ClusterSpec {
  const behavior = releaseNamed(kuma);
  if (behavior === undefined) return spec;
  const { gatewayApi } = behavior;
  const controlPlane = controlPlaneOf(behavior, { ...spec.controlPlane.choices, gatewayApi });
  return {
    ...spec,
    controlPlane,
    gatewayApi,
    signature: signatureOf(controlPlane, spec.complete, spec.external),
  };
}

function signatureOf(controlPlane: ControlPlane, complete: boolean, external: readonly ExternalObject[]): string {
  return JSON.stringify([controlPlane.behavior.release, complete, controlPlane.settings, external]);
}

function overridden({
  kuma,
  gatewayApi,
  channel,
  complete,
  federated,
  systemNamespace,
}: Settings): Partial<ClusterSettings> {
  const given = { kuma, gatewayApi, channel, complete, federated, systemNamespace };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function clusterOf(settings: Settings, cluster: ClusterSettings): ClusterSpec {
  const behavior = releaseNamed(String(cluster.kuma ?? settings.kuma ?? "")) ?? defaultRelease;
  const gatewayApi = {
    version: String(cluster.gatewayApi ?? settings.gatewayApi ?? behavior.gatewayApi.version).replace(/^v/, ""),
    channel: cluster.channel ?? settings.channel ?? behavior.gatewayApi.channel,
  };
  const complete = cluster.complete ?? settings.complete ?? false;
  const controlPlane = controlPlaneOf(behavior, choices(settings, cluster, gatewayApi, complete));
  const globs = cluster.files ?? ["**"];
  const external = settings.external ?? [];
  return {
    name: cluster.name,
    controlPlane,
    gatewayApi,
    complete,
    external,
    isExternal: (key) => external.some((declared) => declares(declared, key)),
    signature: signatureOf(controlPlane, complete, external),
    includes: globMatcher(globs),
  };
}

function choices(
  settings: Settings,
  cluster: ClusterSettings,
  gatewayApi: ClusterSpec["gatewayApi"],
  complete: boolean,
): ControlPlaneChoices {
  const switches: ControlPlaneSwitches = { ...settings.controlPlane, ...cluster.controlPlane };
  const systemNamespace = cluster.systemNamespace ?? settings.systemNamespace;
  return {
    zone: cluster.name,
    mode: cluster.mode ?? "zone",
    federated: cluster.federated ?? settings.federated ?? false,
    gatewayApi,
    assumesDefaultMesh: !complete,
    ...(systemNamespace === undefined ? {} : { systemNamespace }),
    ...written({
      supportGatewaySecretsInAllNamespaces: switches.supportGatewaySecretsInAllNamespaces,
      controlPlaneUrl: switches.controlPlaneUrl,
      caCertificate: switches.caCertificate,
      nodePorts: switches.nodePorts,
      namespaceAllowList: switches.namespaceAllowList,
    }),
    injector: injectorOf(switches),
  };
}

function injectorOf({ dataplaneImage, proxy = {} }: ControlPlaneSwitches): InjectorChoices {
  const { resources, builtinDns, ...rest } = proxy;
  return {
    ...written({ image: dataplaneImage, ...rest }),
    ...(resources === undefined
      ? {}
      : { resources: written({ limits: asText(resources.limits), requests: asText(resources.requests) }) }),
    ...(builtinDns === undefined ? {} : { builtinDns: written(builtinDns) }),
  };
}

function asText(amounts: Readonly<Record<string, string | number>> | undefined) {
  return amounts && Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)]));
}

type Written<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what nobody has written. */
function written<T extends object>(choices: T): Written<T> {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as Written<T>;
}

function declares({ group, kind, namespace, name }: ExternalObject, key: ObjectKey): boolean {
  if (kind !== key.kind || (group !== undefined && group !== key.group)) return false;
  if (name !== "*" && name !== key.name) return false;
  return isClusterScoped(key.group, key.kind) || key.namespace === (namespace ?? "default");
}

/** The folder that a uri names is its project, where it names a settings file. */
export function configuredFolder(uri: string): string | undefined {
  const slash = uri.lastIndexOf("/");
  return uri.slice(slash + 1) === settingsFile ? uri.slice(0, slash) : undefined;
}

/** The project that governs a file: the one whose root is nearest. */
export function governing(projects: ReadonlyMap<string, Project>, uri: string): Project | undefined {
  for (let end = uri.lastIndexOf("/"); end > 0; end = uri.lastIndexOf("/", end - 1)) {
    const project = projects.get(uri.slice(0, end));
    if (project !== undefined) return project;
  }
  return projects.get("");
}

export function relativePath(root: string, uri: string): string {
  const path = root === "" ? uri.replace(/^[a-z][a-z0-9+.-]*:\/*/i, "") : uri.slice(root.length + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What a release ships with is nobody's choice, so nothing is said of it. */
export function patchTakenFor({ gatewayApi, controlPlane }: ClusterSpec): string | undefined {
  const { version } = gatewayApi;
  return controlPlane.behavior.gatewayApi.version === version ? undefined : takenFor(version);
}
