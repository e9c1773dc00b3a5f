// kuma: pkg/core/resources/apis/mesh/external_service_validator.go

import type { JsonObject } from "../../kubernetes/object.ts";
import { checkPort } from "./mesh-gateway.ts";
import { messageOf, textMapOf, textOf } from "./message.ts";
import { checkTags, serviceTag } from "./tags.ts";
import type { Report } from "./violation.ts";

const protocolTag = "kuma.io/protocol";
/** As the message lists them; `tls` and `mysql` are taken too. */
const protocols = ["grpc", "http", "http2", "kafka", "tcp"];
const alsoTaken = ["tls", "mysql"];

export function checkExternalService(object: JsonObject, report: Report): void {
  const spec = messageOf(object.spec) ?? {};
  const networking = messageOf(spec.networking);
  const address = textOf(networking?.address);
  if (networking === undefined) report.below("networking").add("should have networking");
  else checkAddress(address, report.below("networking", "address"));
  const serverName = messageOf(networking?.tls)?.serverName;
  if (serverName === "") report.below("networking", "tls", "serverName").add("cannot be empty");

  const tags = textMapOf(spec.tags);
  const protocol = tags[protocolTag];
  if (protocol !== undefined && ![...protocols, ...alsoTaken].includes(protocol.toLowerCase())) {
    const known = protocols.join(", ");
    report
      .below("tags", { key: protocolTag })
      .add(`tag "${protocolTag}" has an invalid value ${JSON.stringify(protocol)}. Allowed values: ${known}`);
  }
  checkTags(tags, { values: "of-proxy", service: "required" }, report.below("tags"));
  const service = tags[serviceTag] ?? "";
  if (service !== "" && hostAndPort(address)?.host === service) {
    report.below("tags", { key: serviceTag }).add("cannot be the same as networking.address");
  }
}

function checkAddress(address: string, report: Report): void {
  if (address === "") {
    report.add("address can't be empty");
    return;
  }
  const parts = hostAndPort(address);
  if (parts === undefined) report.add("unable to parse address");
  const host = parts?.host ?? "";
  if (!host.includes(":") && !isDnsName(host)) report.add("address has to be a valid IP address or a domain name");
  const port = parts?.port ?? "";
  if (!/^\d+$/.test(port)) report.add("unable to parse port in address");
  checkPort(Number(port), report);
}

/** go: net.SplitHostPort */
function hostAndPort(address: string): { readonly host: string; readonly port: string } | undefined {
  const colon = address.lastIndexOf(":");
  if (colon < 0) return undefined;
  const port = address.slice(colon + 1);
  const before = address.slice(0, colon);
  if (before.startsWith("[")) return before.endsWith("]") ? { host: before.slice(1, -1), port } : undefined;
  return before.includes(":") ? undefined : { host: before, port };
}

function isDnsName(host: string): boolean {
  const name = /[._]$/.test(host) ? host.slice(0, -1) : host;
  return host.length <= 255 && name.split(".").every((label) => /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62}$/.test(label));
}
