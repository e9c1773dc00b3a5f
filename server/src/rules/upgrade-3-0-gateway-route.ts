import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

export const upgrade30GatewayRoute = defineAdvice({
  code: "upgrade-3-0-gateway-route",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ gateway }: { readonly gateway: string }) =>
    `Kuma 3.0 ignores parentRefs to Gateways: the route is no longer attached to "${gateway}".`,
  *check(route, context) {
    if (leavesGateways(context) === undefined) return;
    for (const parent of kumaParents(route, context)) {
      if (parent.kind !== "Gateway") continue;
      yield {
        at: { ...parent.at, path: [...parent.at.path, "name"] },
        args: { gateway: `${parent.namespace}/${parent.ref.name}` },
      };
    }
  },
});
