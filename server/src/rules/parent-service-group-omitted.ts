import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { gatewayApiGroup } from "../gateway-api/kinds/references.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

export const parentServiceGroupOmitted = defineAdvice({
  code: "parent-service-group-omitted",
  kinds: [httpRouteKind],
  severity: "hint",
  says: (_: object) =>
    `Services are of the group "", not "${gatewayApiGroup}" (which is what an omitted group means); Kuma takes both, other implementations do not.`,
  *check(route) {
    for (const [index, { group, kind }] of (route.spec.parentRefs ?? []).entries()) {
      if (kind !== "Service" || group !== gatewayApiGroup) continue;
      yield { at: at(keyOf(route), "spec", "parentRefs", index, "kind"), args: {} };
    }
  },
  fixes: ({ at }) => [
    {
      title: 'Set group to ""',
      changes: [{ set: { object: at.object, path: [...at.path.slice(0, -1), "group"] }, value: "" }],
      preferred: true,
    },
  ],
});
