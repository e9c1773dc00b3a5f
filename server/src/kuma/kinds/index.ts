import { type Edition, exists } from "../../kubernetes/availability.ts";
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

/** The kinds of a Kuma release (`2.14`, `2.14.3`, `3.0-dev`), and those that only other releases serve. */
export function kumaKinds(release: string): Kinds {
  const edition: Edition = { version: release };
  const isServed = ({ versions }: KindDeclaration) => versions.some(({ when }) => exists(when, edition));
  return {
    edition,
    declarations: [
      externalServiceKind,
      meshExternalServiceKind,
      meshGatewayConfigKind,
      meshGatewayInstanceKind,
      meshGatewayKind,
      meshHttpRouteKind,
      meshKind,
      meshMultiZoneServiceKind,
      isServed(meshServiceDraftKind) ? meshServiceDraftKind : meshServiceKind,
    ],
  };
}
