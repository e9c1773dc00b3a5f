import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Settings } from "../../../shared/src/settings.ts";
import { nearest } from "../kubernetes/nearest.ts";
import { gatewayApiVersions, isKnownGatewayApi } from "../kuma/control-plane.ts";
import { releaseNamed, releases } from "../kuma/releases/index.ts";

/** A mistake in the call: said in one line, exit code 2. */
export class UsageError extends Error {}

export const exitCode = { clean: 0, findings: 1, usage: 2, internal: 70 } as const;

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The flags that say which cluster is meant; they win over `.gateway-lens.yaml`. */
export const clusterOptions = {
  kuma: { type: "string" },
  "gateway-api": { type: "string" },
  channel: { type: "string" },
  zone: { type: "string" },
  federated: { type: "boolean" },
  complete: { type: "boolean" },
} as const satisfies Options;

export interface ClusterFlags {
  readonly kuma?: string;
  readonly "gateway-api"?: string;
  readonly channel?: string;
  readonly zone?: string;
  readonly federated?: boolean;
  readonly complete?: boolean;
}

export function parseFlags<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(betterMessage(error, Object.keys(options)));
  }
}

function betterMessage(error: unknown, known: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const flag = /^Unknown option '(--?([^'=]+))/.exec(message);
  if (flag === null) return message.replace(/\. To specify.*$/s, "");
  const meant = nearest(flag[2] ?? "", known);
  return `unknown option ${flag[1]}${meant === undefined ? "" : `; did you mean --${meant}?`}`;
}

export function overridesOf(flags: ClusterFlags): Settings {
  const { kuma, channel, zone, federated, complete } = flags;
  if (kuma !== undefined && releaseNamed(kuma) === undefined) {
    throw new UsageError(`--kuma ${kuma}: Gateway Lens knows ${releases.map(({ release }) => release).join(", ")}`);
  }
  const gatewayApi = flags["gateway-api"];
  if (gatewayApi !== undefined && !isKnownGatewayApi(gatewayApi)) {
    throw new UsageError(`--gateway-api ${gatewayApi}: Gateway Lens knows ${gatewayApiVersions.join(", ")}`);
  }
  if (channel !== undefined && channel !== "standard" && channel !== "experimental") {
    throw new UsageError(`--channel ${channel}: it is standard or experimental`);
  }
  return {
    ...(kuma === undefined ? {} : { kuma }),
    ...(gatewayApi === undefined ? {} : { gatewayApi }),
    ...(channel === undefined ? {} : { channel }),
    ...(zone === undefined ? {} : { zone }),
    ...(federated === undefined ? {} : { federated }),
    ...(complete === undefined ? {} : { complete }),
  };
}

export function oneOf<const T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${flag} ${value}: it is one of ${allowed.join(", ")}`);
  return found;
}

export const clusterHelp = `  --kuma RELEASE         Kuma release, such as 2.14
  --gateway-api VERSION  version of the Gateway API CRDs, such as 1.5.1
  --channel CHANNEL      channel of the CRDs: standard, experimental
  --zone NAME            name of the zone; one of the clusters that .gateway-lens.yaml describes
  --federated            the zone is joined to a global control plane
  --complete             what is not in these files does not exist`;
