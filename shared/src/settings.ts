import * as z from "zod/mini";

// What `.gateway-lens.yaml` says, what the VS Code settings `gatewayLens.*` mirror, and what the flags of the command line
// override. Every field is optional; `defaultSettings` fills what nobody said.

const described = <T extends z.core.$ZodType>(schema: T, description: string): T => {
  z.globalRegistry.add(schema, { description });
  return schema;
};

/** `2.14`, also written without quotes where that is the same (`2.10` without quotes is the number 2.1, and refused as such). */
const release = z.union([z.string(), z.number()]);

const amounts = z.record(z.string(), z.union([z.string(), z.number()]));

const proxy = z.strictObject({
  resources: described(
    z.optional(z.strictObject({ limits: z.optional(amounts), requests: z.optional(amounts) })),
    "Requests and limits of a proxy (`sidecarContainer.resources`).",
  ),
  runAsUser: described(z.optional(z.number()), "User of a proxy's container (`sidecarContainer.uid`)."),
  runAsGroup: described(z.optional(z.number()), "Group of a proxy's container (`sidecarContainer.gid`)."),
  drainTime: described(z.optional(z.string()), "`sidecarContainer.drainTime`, such as `30s`."),
  readinessPort: described(z.optional(z.number()), "Port at which a proxy answers its probes."),
  variables: described(
    z.optional(z.record(z.string(), z.string())),
    "Variables of a proxy's environment that win over those that Kuma sets (`sidecarContainer.envVars`).",
  ),
  builtinDns: described(
    z.optional(
      z.strictObject({
        enabled: z.optional(z.boolean()),
        port: z.optional(z.number()),
        logging: z.optional(z.boolean()),
      }),
    ),
    "Kuma's `builtinDNS`.",
  ),
});

const controlPlane = z.strictObject({
  supportGatewaySecretsInAllNamespaces: described(
    z.optional(z.boolean()),
    "Kuma's `runtime.kubernetes.supportGatewaySecretsInAllNamespaces`: listeners may use Secrets outside of the system namespace. Kuma's own default is false.",
  ),
  dataplaneImage: described(z.optional(z.string()), "Image of the generated gateway proxies, tag included."),
  controlPlaneUrl: described(
    z.optional(z.string()),
    "Where the proxies reach the control plane: `https://kuma-control-plane.kuma-system:5678`, unless said.",
  ),
  caCertificate: described(
    z.optional(z.string()),
    "PEM of the certificate that the proxies trust, as it is shown in the generated Deployment. A placeholder, unless said.",
  ),
  proxy: described(
    z.optional(proxy),
    "What of Kuma's `runtime.kubernetes.injector` reaches the Deployments of gateways. The release's own defaults, unless said.",
  ),
  nodePorts: described(
    z.optional(z.strictObject({ from: z.number(), to: z.number() })),
    "Ports that a Service of type NodePort may ask for: 30000 to 32767, unless said.",
  ),
  namespaceAllowList: described(
    z.optional(z.array(z.string())),
    "Namespaces that Kuma may work in (Helm: namespaceAllowList). All, unless said.",
  ),
});

const cluster = z.strictObject({
  name: described(z.string(), "Name of the cluster, which is the name of its Kuma zone."),
  mode: described(
    z.optional(z.enum(["zone", "global"])),
    "What its control plane is: a zone's (the default) or the global one.",
  ),
  federated: described(z.optional(z.boolean()), "Whether a zone's control plane is joined to a global one."),
  files: described(
    z.optional(z.array(z.string())),
    "Globs of the manifests that are applied to this cluster, relative to this file. Everything, unless said.",
  ),
  kuma: described(z.optional(release), "Kuma release of this cluster, where it is not that of the workspace."),
  gatewayApi: described(
    z.optional(release),
    "Version of the Gateway API CRDs in this cluster. The one that the Kuma release ships with, unless said.",
  ),
  channel: described(
    z.optional(z.enum(["standard", "experimental"])),
    "Channel of the Gateway API CRDs in this cluster.",
  ),
  complete: described(z.optional(z.boolean()), "What is not in the files of this cluster does not exist."),
  systemNamespace: described(z.optional(z.string()), "Namespace of the control plane: `kuma-system`, unless said."),
  controlPlane: described(
    z.optional(controlPlane),
    "Switches of this control plane that change what it makes of Gateway API objects.",
  ),
});

const external = z.strictObject({
  kind: described(z.string(), "Kind, such as `Service`, `Gateway`, `Secret`, `Namespace`."),
  group: described(z.optional(z.string()), "API group; that of the best-known kind of this name, unless said."),
  namespace: described(z.optional(z.string()), "Namespace; `default`, unless said."),
  name: described(z.string(), "Name, or `*` for every object of this kind in the namespace."),
});

export const severities = ["off", "hint", "information", "warning", "error"] as const;

export const settingsSchema = z.strictObject({
  kuma: described(z.optional(release), 'The Kuma release that the clusters run, such as `"2.14"`.'),
  gatewayApi: described(
    z.optional(release),
    "The version of the Gateway API CRDs, such as `1.5.1`. The one that the Kuma release ships with, unless said.",
  ),
  channel: described(
    z.optional(z.enum(["standard", "experimental"])),
    "The channel of the Gateway API CRDs: `standard`, unless said.",
  ),
  complete: described(z.optional(z.boolean()), "The files are the whole truth: what is not in them does not exist."),
  zone: described(z.optional(z.string()), "Name of the Kuma zone, where `clusters` does not say."),
  federated: described(
    z.optional(z.boolean()),
    "Whether the zone's control plane is joined to a global one, where `clusters` does not say.",
  ),
  systemNamespace: described(z.optional(z.string()), "Namespace of the control plane: `kuma-system`, unless said."),
  controlPlane: described(
    z.optional(controlPlane),
    "Switches of the control plane that change what it makes of Gateway API objects.",
  ),
  clusters: described(
    z.optional(z.array(cluster)),
    "The clusters that the manifests of this folder are for. One, named for the zone, unless said.",
  ),
  external: described(
    z.optional(z.array(external)),
    "Objects that exist in the clusters without being in these files.",
  ),
  rules: described(
    z.optional(z.record(z.string(), z.enum(severities))),
    "Severities by code of a finding; `off` silences it.",
  ),
  ignore: described(z.optional(z.array(z.string())), "Globs of files that are left alone, relative to this file."),
  upgradeTo: described(
    z.optional(release),
    "A Kuma release that you plan to upgrade to: what would change is reported.",
  ),
});

export type Settings = z.infer<typeof settingsSchema>;
export type ClusterSettings = z.infer<typeof cluster>;
export type ControlPlaneSwitches = z.infer<typeof controlPlane>;
export type ExternalObject = z.infer<typeof external>;

/** Name of the file that holds a project's settings. The nearest one above a manifest governs it. */
export const settingsFile = ".gateway-lens.yaml";

export interface SettingsProblem {
  readonly path: readonly (string | number)[];
  readonly code: "config-invalid" | "config-unknown-key";
  readonly message: string;
  /** The names that would be right at this place. */
  readonly expected: readonly string[];
}

/** Checks settings of any origin. What is right is kept also where something beside it is wrong. */
export function readSettings(value: unknown): {
  readonly settings: Settings | undefined;
  readonly problems: readonly SettingsProblem[];
} {
  if (value === undefined || value === null) return { settings: {}, problems: [] };
  const result = z.safeParse(settingsSchema, value);
  if (result.success) return { settings: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue): SettingsProblem[] => {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          path: [...path, key],
          code: "config-unknown-key",
          message: `"${key}" is not a setting of Gateway Lens, so it has no effect.`,
          expected: keysAt(path),
        }));
      case "invalid_value": {
        const values = issue.values.map(String);
        return [
          { path, code: "config-invalid", message: `This must be one of: ${values.join(", ")}.`, expected: values },
        ];
      }
      case "invalid_union":
        return [{ path, code: "config-invalid", message: 'This must be a release, such as "2.14".', expected: [] }];
      case "invalid_type":
        return [{ path, code: "config-invalid", message: `This must be ${article(issue.expected)}.`, expected: [] }];
      default:
        return [{ path, code: "config-invalid", message: issue.message, expected: [] }];
    }
  });
  const fatal = problems.some(({ code }) => code === "config-invalid");
  if (fatal) return { settings: undefined, problems };
  const known = z.safeParse(settingsSchema, withoutKeys(value, problems));
  return { settings: known.success ? known.data : undefined, problems };
}

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
}

/** The schema that editors use to check and complete `.gateway-lens.yaml`. zod's own conversion is as large as the rest of it. */
export function settingsJsonSchema(): JsonSchema {
  return jsonSchema(settingsSchema);
}

function jsonSchema(schema: z.core.$ZodType): JsonSchema {
  const description = z.globalRegistry.get(schema)?.description;
  const described = description === undefined ? {} : { description };
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
      return { ...jsonSchema(def.innerType), ...described };
    case "object": {
      const fields = Object.entries(def.shape);
      const required = fields.filter(([, field]) => field._zod.def.type !== "optional").map(([name]) => name);
      return {
        ...described,
        type: "object",
        properties: Object.fromEntries(fields.map(([name, field]) => [name, jsonSchema(field)])),
        ...(required.length === 0 ? {} : { required }),
        additionalProperties: false,
      };
    }
    case "array":
      return { ...described, type: "array", items: jsonSchema(def.element) };
    case "record":
      return { ...described, type: "object", additionalProperties: jsonSchema(def.valueType) };
    case "enum":
      return { ...described, type: "string", enum: Object.values(def.entries).map(String) };
    case "union":
      return { ...described, type: def.options.flatMap((option) => jsonSchema(option).type ?? []) };
    default:
      return { ...described, type: def.type };
  }
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: "a text",
    boolean: "true or false",
    number: "a number",
    array: "a list",
    object: "a mapping",
    record: "a mapping",
  };
  return names[type] ?? type;
}

function keysAt(path: readonly (string | number)[]): readonly string[] {
  const shapes: Record<string, object> = {
    "": settingsSchema.shape,
    clusters: cluster.shape,
    external: external.shape,
  };
  const last = path.findLast((step) => typeof step === "string") ?? "";
  return Object.keys(shapes[last] ?? controlPlane.shape);
}

function withoutKeys(
  value: unknown,
  problems: readonly SettingsProblem[],
  path: readonly (string | number)[] = [],
): unknown {
  const dropped = (key: string | number) =>
    problems.some(
      (problem) =>
        problem.path.length === path.length + 1 && [...path, key].every((step, at) => problem.path[at] === step),
    );
  if (Array.isArray(value)) return value.map((item, at) => withoutKeys(item, problems, [...path, at]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !dropped(key))
      .map(([key, item]) => [key, withoutKeys(item, problems, [...path, key])]),
  );
}
