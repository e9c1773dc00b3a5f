import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const ruleNameIgnored = defineAdvice({
  code: "rule-name-ignored",
  kinds: [httpRouteKind],
  severity: "hint",
  marks: "entry",
  says: ({ name }: { readonly name: string }) =>
    `Kuma does not carry the rule's name "${name}" over to the MeshHTTPRoute, so no policy can refer to it.`,
  *check(route, context) {
    for (const [rule, { name }] of route.spec.rules.entries()) {
      if (name === undefined) continue;
      if (!concernsKuma(route, context)) return;
      yield { at: at(keyOf(route), "spec", "rules", rule, "name"), args: { name } };
    }
  },
});
