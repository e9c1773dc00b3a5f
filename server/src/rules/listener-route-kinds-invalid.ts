import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { gatewayApiGroup } from "../gateway-api/kinds/references.ts";
import { removeFix } from "./ignored-field.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

export const listenerRouteKindsInvalid = defineRule<{ readonly kinds: readonly string[] }>({
  code: "listener-route-kinds-invalid",
  severity: "error",
  says: ({ kinds }) =>
    `Kuma's listeners take HTTPRoutes only, not ${oneOf(kinds)}: the listener is generated, but reported as not programmed.`,
  fixes: ({ at }, { cluster }) => {
    const kindsAt = at.path.indexOf("kinds");
    const gateway = cluster.get(gatewayKind, at.object.namespace, at.object.name);
    const kinds = gateway?.spec.listeners[Number(at.path[2])]?.allowedRoutes?.kinds ?? [];
    if (kindsAt < 0) return [];
    const place = { object: at.object, path: at.path.slice(0, kindsAt + 1) };
    const refused = [...kinds.entries()].filter(
      ([, { group, kind }]) => group !== gatewayApiGroup || kind !== httpRouteKind.kind,
    );
    if (refused.length === kinds.length) return removeFix(place, "Remove kinds, to take HTTPRoutes");
    // From behind, so that no index moves.
    const changes = refused.toReversed().map(([index]) => ({ remove: { ...place, path: [...place.path, index] } }));
    return [{ title: "Keep HTTPRoute only", changes }];
  },
});
