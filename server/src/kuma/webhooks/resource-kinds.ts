/** What Kuma's webhooks do with a kind, where they see it at all (kuma: cp-webhooks-and-secrets.yaml). */
export interface ResourceKind {
  /** Labels and defaults are filled in. */
  readonly defaulted: boolean;
  /** It belongs to a Mesh, which must exist and becomes its owner. */
  readonly meshScoped: boolean;
  /** It may come from a zone, so it says from which. */
  readonly fromZone: boolean;
  /** It is a policy: it has a role, by where it lies. */
  readonly policy: boolean;
}

const none: ResourceKind = { defaulted: false, meshScoped: false, fromZone: false, policy: false };
const service: ResourceKind = { ...none, defaulted: true, meshScoped: true, fromZone: true };

const kinds: Readonly<Record<string, ResourceKind>> = {
  Mesh: { ...none, defaulted: true },
  MeshGateway: { ...service },
  MeshHTTPRoute: { ...service, policy: true },
  MeshGatewayInstance: none,
  ExternalService: { ...none, meshScoped: true },
  MeshService: service,
  MeshExternalService: service,
  MeshMultiZoneService: { ...service, fromZone: false },
};

export function resourceKind(kind: string): ResourceKind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}
