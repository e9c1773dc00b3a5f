import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const matchExactQuery = defineAdvice({
  code: "match-exact-query",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ value }: { readonly value: string }) =>
    `Paths are compared without their query, so no request ever has the path "${value}"; a query is matched with queryParams.`,
  *check(route, context) {
    for (const [rule, { matches }] of route.spec.rules.entries()) {
      for (const [index, { path }] of matches.entries()) {
        if (path.type === "RegularExpression" || !path.value.includes("?")) continue;
        if (!concernsKuma(route, context)) return;
        const place = at(keyOf(route), "spec", "rules", rule, "matches", index, "path", "value");
        yield { at: place, args: { value: path.value } };
      }
    }
  },
  fixes: ({ at, args }) => {
    const [path = ""] = args.value.split("?");
    return [{ title: `Change to "${path}"`, changes: [{ set: at, value: path }] }];
  },
});
