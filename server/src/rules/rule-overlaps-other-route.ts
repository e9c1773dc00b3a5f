import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { displayName, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { earlierRoute, placedMatches, routesBySameGatewayMatch } from "./same-match.ts";

/** Told at the route that sorts last; one finding for each other route. */
export const ruleOverlapsOtherRoute = defineAdvice({
  code: "rule-overlaps-other-route",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "entry",
  says: ({ other }: { readonly other: string }) =>
    `HTTPRoute "${other}" has the same match for the same hostname at the same listener: Kuma lays the two over each other, and the backends of only one of them are asked.`,
  *check(route, context) {
    const told = new Set<string>();
    for (const { rule, match, key } of placedMatches(route, "Gateway")) {
      const other = earlierRoute(route, context.cluster.listBy(routesBySameGatewayMatch, key));
      if (other === undefined) continue;
      const name = displayName(keyOf(other));
      if (told.has(name)) continue;
      told.add(name);
      if (!kumaParents(route, context).some(({ kind }) => kind === "Gateway")) return;
      const theirs = placedMatches(other, "Gateway").find((placed) => placed.key === key);
      yield {
        at: at(keyOf(route), "spec", "rules", rule, "matches", match),
        args: { other: name },
        related: [
          {
            at: at(keyOf(other), "spec", "rules", theirs?.rule ?? 0, "matches", theirs?.match ?? 0),
            message: "the same match",
          },
        ],
      };
    }
  },
});
