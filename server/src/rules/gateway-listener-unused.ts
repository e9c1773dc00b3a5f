import { routeMeetsListener } from "../gateway-api/hostname.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { parentKindOf } from "../kuma/translate/attachment.ts";
import { routesByParent } from "../kuma/translate/http-route.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** Where no route of the Gateway is in the files, they are all elsewhere, or still to come. */
export const gatewayListenerUnused = defineAdvice({
  code: "gateway-listener-unused",
  kinds: [gatewayKind],
  severity: "information",
  says: ({ listener }: { readonly listener: string }) =>
    `No HTTPRoute of these files asks for listener "${listener}"; Kuma answers its requests with 404.`,
  *check(gateway, context) {
    const { cluster, controlPlane } = context;
    if (!isKumas(gateway, context)) return;
    const key = keyOf(gateway);
    const routes = cluster.listBy(routesByParent, `${key.namespace}/${key.name}`);
    if (routes.length === 0) return;
    for (const [index, listener] of gateway.spec.listeners.entries()) {
      const used = routes.some(
        ({ spec, metadata }) =>
          routeMeetsListener(spec.hostnames, listener.hostname, controlPlane.behavior.wildcardsMatchWholeLabels) &&
          (spec.parentRefs ?? []).some(
            (ref) =>
              parentKindOf(ref) === "Gateway" &&
              ref.name === key.name &&
              (ref.namespace ?? metadata.namespace) === key.namespace &&
              (ref.sectionName === undefined || ref.sectionName === listener.name) &&
              (ref.port === undefined || ref.port === listener.port),
          ),
      );
      if (!used) yield { at: at(key, "spec", "listeners", index, "name"), args: { listener: listener.name } };
    }
  },
});
