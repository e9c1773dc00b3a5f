// kuma: pkg/core/resources/apis/mesh/gateway_validator.go

import type { Json, JsonObject } from "../../kubernetes/object.ts";
import { enumOf, listOf, messageOf, numberOf, textMapOf, textOf } from "./message.ts";
import { checkTags, reservedListenerTags } from "./tags.ts";
import type { Report } from "./violation.ts";

interface Listener {
  readonly hostname: string;
  readonly port: number;
  readonly protocol: "NONE" | "TCP" | "TLS" | "HTTP" | "HTTPS";
  readonly crossMesh: boolean;
  readonly tls: { readonly mode: "NONE" | "TERMINATE" | "PASSTHROUGH"; readonly certificates: number } | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly connectionLimit: number;
}

export function checkMeshGateway(object: JsonObject, report: Report): void {
  const spec = messageOf(object.spec) ?? {};
  const conf = messageOf(spec.conf);
  const listeners = listOf(conf?.listeners).map(listenerOf);
  checkSelectors(
    listOf(spec.selectors),
    listeners.some(({ crossMesh }) => crossMesh),
    report.below("selectors"),
  );
  checkTags(textMapOf(spec.tags), { values: "of-selector", reserved: reservedListenerTags }, report.below("tags"));
  if (conf === undefined) {
    report.below("conf").add("cannot be empty");
    return;
  }
  const at = report.below("conf", "listeners");
  if (listeners.length === 0) at.add("cannot be empty");
  for (const [i, listener] of listeners.entries()) checkListener(listener, at.below(i));
  checkTogether(listeners, at);
}

function listenerOf(value: Json): Listener {
  const listener = messageOf(value) ?? {};
  const tls = messageOf(listener.tls);
  return {
    hostname: textOf(listener.hostname),
    port: numberOf(listener.port),
    protocol: enumOf(listener.protocol, ["NONE", "TCP", "TLS", "HTTP", "HTTPS"]),
    crossMesh: listener.crossMesh === true,
    tls: tls && {
      mode: enumOf(tls.mode, ["NONE", "TERMINATE", "PASSTHROUGH"]),
      certificates: listOf(tls.certificates).length,
    },
    tags: textMapOf(listener.tags),
    connectionLimit: numberOf(messageOf(listener.resources)?.connectionLimit),
  };
}

function checkSelectors(selectors: readonly Json[], onlyOne: boolean, report: Report): void {
  if (selectors.length === 0) report.add("must have at least one element");
  for (const [i, selector] of selectors.entries()) {
    const match = textMapOf(messageOf(selector)?.match);
    checkTags(match, { values: "of-selector", atLeastOne: true, service: "required" }, report.below(i, "match"));
    if (i > 0 && onlyOne) report.below(i).add("there can be at most one selector");
  }
}

function checkListener(listener: Listener, report: Report): void {
  if (listener.hostname !== "") checkHostname(listener.hostname, report.below("hostname"));
  checkPort(listener.port, report.below("port"));
  if (listener.protocol === "NONE") report.below("protocol").add("cannot be empty");
  if (listener.protocol === "HTTPS") {
    if (listener.crossMesh) report.below("protocol").add("protocol is not supported with crossMesh");
    else if (listener.tls === undefined) report.below("tls").add("cannot be empty");
    else if (listener.tls.mode === "PASSTHROUGH")
      report.below("tls", "mode").add("mode is not supported on HTTPS listeners");
  }
  if (listener.tls !== undefined) checkTls(listener.tls, listener.crossMesh, report.below("tls"));
  checkTags(listener.tags, { values: "of-selector", reserved: reservedListenerTags }, report.below("tags"));
}

function checkTls({ mode, certificates }: NonNullable<Listener["tls"]>, crossMesh: boolean, report: Report): void {
  if (crossMesh) {
    if (mode !== "NONE" || certificates > 0) report.add("must be empty with crossMesh");
    return;
  }
  if (mode === "NONE") report.below("mode").add("cannot be empty");
  if (mode !== "TERMINATE") return;
  if (certificates === 0) report.below("certificates").add("cannot be empty in TLS termination mode");
  if (certificates > 2) report.below("certificates").add("cannot have more than 2 certificates");
}

export function checkPort(port: number, report: Report): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) report.add("port must be in the range [1, 65535]");
}

const dnsLabel = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

function checkHostname(hostname: string, report: Report): void {
  if (hostname === "*") return;
  if (hostname.length > 253) report.add("must be at most 253 characters");
  const isDomain = (text: string) => text.split(".").every((label) => dnsLabel.test(label));
  if (hostname.startsWith("*.")) {
    if (!isDomain(hostname.slice(2))) report.add("invalid wildcard domain");
  } else if (!isDomain(hostname)) report.add("invalid hostname");
}

interface Port {
  readonly protocols: Set<string>;
  /** How many listeners there are of a hostname. */
  readonly hostnames: Map<string, number>;
  readonly limits: Set<number>;
}

/** Listeners of one port share a socket. Kuma tells these in no fixed order; here they come in that of the listeners. */
function checkTogether(listeners: readonly Listener[], report: Report): void {
  const ports = new Map<number, Port>();
  for (const listener of listeners) {
    const port = ports.get(listener.port) ?? { protocols: new Set(), hostnames: new Map(), limits: new Set() };
    ports.set(listener.port, port);
    port.protocols.add(listener.protocol);
    port.hostnames.set(hostOf(listener), (port.hostnames.get(hostOf(listener)) ?? 0) + 1);
    if (listener.connectionLimit !== 0) port.limits.add(listener.connectionLimit);
  }
  for (const [i, { port }] of listeners.entries()) {
    if ((ports.get(port)?.protocols.size ?? 0) > 1)
      report.below(i).add("protocol conflicts with other listeners on this port");
  }
  for (const [i, listener] of listeners.entries()) {
    const same = ports.get(listener.port)?.hostnames.get(hostOf(listener)) ?? 0;
    if (same > 1) report.below(i).add("multiple listeners for hostname on this port");
  }
  for (const [i, { port, connectionLimit }] of listeners.entries()) {
    if (connectionLimit === 0 || (ports.get(port)?.limits.size ?? 0) < 2) continue;
    report.below(i, "resources", "connectionLimit").add("conflicting values for this port");
  }
}

function hostOf({ hostname }: Listener): string {
  return hostname === "" ? "*" : hostname;
}
