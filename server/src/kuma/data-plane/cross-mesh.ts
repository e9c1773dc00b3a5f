import type { Json, JsonObject } from "../../kubernetes/object.ts";

/** At which name and port other meshes reach a listener of a generated MeshGateway; nothing where it is not for them. */
export interface CrossMeshAddress {
  /** Name of the Gateway's listener. */
  readonly listener: string;
  readonly host: string;
  readonly port: number;
}

const listenerNameTag = "gateways.kuma.io/listener-name";

// kuma: pkg/dns/vips_allocator.go; the suffix is `dnsServer.domain`'s default
export function crossMeshAddresses(meshGateway: JsonObject): readonly CrossMeshAddress[] {
  const { name } = objectAt(meshGateway.metadata);
  const { listeners } = objectAt(objectAt(meshGateway.spec).conf);
  return (Array.isArray(listeners) ? listeners : []).flatMap((item: Json) => {
    const { crossMesh, hostname, port, tags } = objectAt(item);
    if (crossMesh !== true || typeof port !== "number") return [];
    const own = typeof hostname === "string" && hostname !== "" && !hostname.includes("*") ? hostname : undefined;
    const host = own ?? `internal.${String(name)}.${String(meshGateway.mesh)}.mesh`;
    return [{ listener: String(objectAt(tags)[listenerNameTag] ?? ""), host, port }];
  });
}

function objectAt(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
