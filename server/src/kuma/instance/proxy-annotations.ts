/** Annotations of an instance that change its proxy's container. kuma: pkg/plugins/runtime/k8s/metadata, containers/factory.go */
import { goDuration, isGoDuration } from "./duration.ts";

export interface ProxyAnnotations {
  readonly drainTime?: string;
  readonly concurrency?: number;
  readonly adminPort?: number;
  readonly waits: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

type Annotations = Readonly<Record<string, string>>;

export const annotationNames = {
  drainTime: "kuma.io/sidecar-drain-time",
  concurrency: "kuma.io/sidecar-proxy-concurrency",
  adminPort: "kuma.io/envoy-admin-port",
  waits: "kuma.io/wait-for-dataplane-ready",
  variables: "kuma.io/sidecar-env-vars",
  logLevel: "kuma.io/envoy-log-level",
  componentLogLevel: "kuma.io/envoy-component-log-level",
} as const;

/** Upstream reads them in this order and fails at the first that it cannot read. */
export function readAnnotations(annotations: Annotations): ProxyAnnotations | { readonly error: string } {
  const { drainTime, concurrency, adminPort, waits, variables, logLevel, componentLogLevel } = annotationNames;
  const time = annotations[drainTime];
  if (time !== undefined && !isGoDuration(time)) return { error: `${time} is not a duration` };
  const pairs = variablesIn(annotations[variables] ?? "");
  if (pairs === undefined) return { error: `annotation "${variables}" is not in key1=value1;key2=value2 format` };
  const threads = annotations[concurrency];
  if (threads !== undefined && !isNumber(threads)) return { error: `failed to parse annotation "${concurrency}"` };
  const port = annotations[adminPort];
  if (port !== undefined && !isNumber(port)) return { error: `failed to parse annotation "${adminPort}"` };
  const wait = annotations[waits] ?? "false";
  if (!/^(enabled|true|disabled|false)$/.test(wait))
    return { error: `annotation "${waits}" has wrong value "${wait}"` };
  return {
    ...(time === undefined ? {} : { drainTime: goDuration(time) }),
    ...(threads === undefined ? {} : { concurrency: Number(threads) }),
    ...(port === undefined || Number(port) === 0 ? {} : { adminPort: Number(port) }),
    waits: wait === "enabled" || wait === "true",
    variables: {
      ...textOf("KUMA_DATAPLANE_RUNTIME_ENVOY_LOG_LEVEL", annotations[logLevel]),
      ...textOf("KUMA_DATAPLANE_RUNTIME_ENVOY_COMPONENT_LOG_LEVEL", annotations[componentLogLevel]),
      ...pairs,
    },
  };
}

function textOf(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}

function variablesIn(text: string): Readonly<Record<string, string>> | undefined {
  const variables: Record<string, string> = {};
  for (const pair of text.split(";")) {
    if (pair.trim() === "") continue;
    const [name = "", value, more] = pair.split("=");
    if (value === undefined || more !== undefined) return undefined;
    variables[name.trim()] = value.trim();
  }
  return variables;
}

/** Of 32 bits, without a sign. */
function isNumber(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32;
}
