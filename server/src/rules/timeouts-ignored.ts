import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { policyFixes } from "./policy-fix.ts";
import { defineAdvice } from "./rule.ts";

export const timeoutsIgnored = defineAdvice({
  code: "timeouts-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: (_: object) => "Kuma ignores the timeouts of an HTTPRoute; a MeshTimeout sets them.",
  *check(route, context) {
    for (const [rule, { timeouts }] of route.spec.rules.entries()) {
      if (timeouts === undefined || Object.keys(timeouts).length === 0) continue;
      if (!concernsKuma(route, context)) return;
      yield { at: at(keyOf(route), "spec", "rules", rule, "timeouts"), args: {} };
    }
  },
  fixes: ({ at }, context) => {
    const route = context.cluster.get(httpRouteKind, at.object.namespace, at.object.name);
    const timeouts = route?.spec.rules[Number(at.path[2])]?.timeouts;
    const requestTimeout = timeouts?.request ?? timeouts?.backendRequest;
    return [
      ...(route === undefined || requestTimeout === undefined
        ? []
        : policyFixes("MeshTimeout", { http: { requestTimeout } }, route, at, context)),
      ...removeFix(at),
    ];
  },
});
