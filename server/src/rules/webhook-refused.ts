import { type JsonObject, type KubeKind, keyOf } from "../kubernetes/object.ts";
import { externalServiceKind } from "../kuma/kinds/external-service.ts";
import { meshGatewayKind } from "../kuma/kinds/mesh-gateway.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import { meshHttpRouteKind } from "../kuma/kinds/mesh-http-route.ts";
import { admitResource } from "../kuma/webhooks/admit.ts";
import { validatorWebhook } from "../kuma/webhooks/validator.ts";
import { surroundingsIn } from "../kuma/webhooks/visibility.ts";
import { defineAdvice } from "./rule.ts";

/** Of manifests of Kuma's own kinds. What Kuma makes itself is told at what it is made of. */
export const webhookRefused = defineAdvice({
  code: "webhook-refused",
  kinds: [meshGatewayKind, meshGatewayInstanceKind, meshHttpRouteKind, externalServiceKind] as readonly KubeKind[],
  severity: "error",
  says: ({ kind, message }: { readonly kind: string; readonly message: string }) =>
    `Kuma's webhook refuses this ${kind}: ${message}.`,
  *check(object, { cluster, controlPlane }) {
    const key = keyOf(object);
    const surroundings = { ...surroundingsIn(cluster), hasMesh: () => true };
    const answer = admitResource(key, object as unknown as JsonObject, { controlPlane, surroundings });
    if (!("refusal" in answer) || answer.refusal.by !== validatorWebhook) return;
    const { refusal, at } = answer;
    yield {
      at: { object: key, path: at[0] ?? ["metadata", "name"] },
      args: { kind: key.kind, message: refusal.message ?? "" },
      because: { refusal },
    };
  },
});
