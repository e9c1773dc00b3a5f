import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const backendWeightAllZero = defineAdvice({
  code: "backend-weight-all-zero",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ mesh }: { readonly mesh: boolean }) =>
    mesh
      ? "All backends of this rule have weight 0: Kuma skips the rule, and requests go on to later rules or the Service itself."
      : "All backends of this rule have weight 0: nobody answers the requests that it matches.",
  *check(route, context) {
    for (const [rule, { backendRefs }] of route.spec.rules.entries()) {
      if (backendRefs === undefined || backendRefs.length === 0 || backendRefs.some(({ weight }) => weight !== 0))
        continue;
      const parents = kumaParents(route, context);
      if (parents.length === 0) return;
      yield {
        at: at(keyOf(route), "spec", "rules", rule, "backendRefs", 0, "weight"),
        args: { mesh: parents.some(({ kind }) => kind !== "Gateway") },
      };
    }
  },
  fixes: ({ at }) => [{ title: "Set the first weight to 1", changes: [{ set: at, value: 1 }] }],
});
