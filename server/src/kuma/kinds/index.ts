import { type Edition, exists } from "../../kubernetes/availability.ts";
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
  meshMultiZoneServiceKind,
  meshServiceDraftKind,
  meshServiceKind,
  meshKind,
];

/** The kinds that a release (`2.14`, `2.14.3`, `3.0-dev`) serves. */
export function kumaKinds(release: string): readonly KindDeclaration[] {
  const edition: Edition = { version: release };
  return kumaKindDeclarations.filter((declaration) => declaration.versions.some(({ when }) => exists(when, edition)));
}
