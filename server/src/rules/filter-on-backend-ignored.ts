import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const filterOnBackendIgnored = defineAdvice({
  code: "filter-on-backend-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: (_: object) => "Kuma ignores filters of a single backend; only those of the rule have an effect.",
  *check(route, context) {
    for (const [rule, { backendRefs }] of route.spec.rules.entries()) {
      for (const [index, { filters }] of (backendRefs ?? []).entries()) {
        if (filters === undefined || filters.length === 0) continue;
        if (!concernsKuma(route, context)) return;
        yield { at: at(keyOf(route), "spec", "rules", rule, "backendRefs", index, "filters"), args: {} };
      }
    }
  },
  fixes: ({ at }) => removeFix(at),
});
