import type { Kinds } from "../../kubernetes/catalog.ts";
import type { KindDeclaration } from "../../kubernetes/schema.ts";
import { externalServiceKind } from "./external-service.ts";
import { meshKind } from "./mesh.ts";
import { meshExternalServiceKind } from "./mesh-external-service.ts";
import { meshGatewayKind } from "./mesh-gateway.ts";
import { meshGatewayConfigKind } from "./mesh-gateway-config.ts";
import { meshGatewayInstanceKind } from "./mesh-gateway-instance.ts";
import { meshHttpRouteKind } from "./mesh-http-route.ts";
import { meshMultiZoneServiceKind } from "./mesh-multi-zone-service.ts";
import { meshServiceDraftKind, meshServiceKind } from "./mesh-service.ts";

/** Every kind of Kuma that Gateway Lens knows, of all releases. */
export const kumaKindDeclarations: readonly KindDeclaration[] = [
  externalServiceKind,
  meshExternalServiceKind,
  meshGatewayConfigKind,
  meshGatewayInstanceKind,
  meshGatewayKind,
  meshHttpRouteKind,
  meshKind,
  meshMultiZoneServiceKind,
  meshServiceKind,
  meshServiceDraftKind,
];

/** The kinds as a release (`2.14`, `2.14.3`, `3.0-dev`) serves them. */
export function kumaKinds(release: string): Kinds {
  return { declarations: kumaKindDeclarations, edition: { version: release } };
}
