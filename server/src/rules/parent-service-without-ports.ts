import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** A ref that names a port gets a route for that one, whatever the Service has. */
export const parentServiceWithoutPorts = defineAdvice({
  code: "parent-service-without-ports",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ service }: { readonly service: string }) =>
    `"${service}" has no ports, so Kuma accepts the route, but makes a MeshHTTPRoute without any destination: no request meets it.`,
  *check(route, context) {
    for (const parent of kumaParents(route, context)) {
      const { kind, ref, namespace } = parent;
      if (kind === "Gateway" || ref.port !== undefined) continue;
      if ((parent.service.spec?.ports?.length ?? 0) > 0) continue;
      // 3.0 does not attach to a headless Service, and says so.
      if (kind === "Service" && parent.service.spec?.clusterIP === "None" && !context.controlPlane.behavior.gateways)
        continue;
      yield {
        at: { ...parent.at, path: [...parent.at.path, "name"] },
        args: { service: `${namespace}/${ref.name}` },
        related: [{ at: at(keyOf(parent.service), "spec"), message: "no ports here" }],
      };
    }
  },
});
