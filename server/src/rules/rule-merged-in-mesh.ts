import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { displayName, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { earlierRoute, placedMatches, routesBySameServiceMatch } from "./same-match.ts";

/** A consumer's route beside a producer's is meant to win for its own namespace. */
export const ruleMergedInMesh = defineAdvice({
  code: "rule-merged-in-mesh",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "entry",
  says: ({ other }: { readonly other: string }) =>
    `HTTPRoute "${other}" of the same namespace has the same match for the same Service: Kuma merges the two rules into one, where the backends of one replace those of the other.`,
  *check(route, context) {
    const told = new Set<string>();
    for (const { rule, match, key } of placedMatches(route, "Service")) {
      const sharing = context.cluster
        .listBy(routesBySameServiceMatch, key)
        .filter(({ metadata }) => metadata.namespace === route.metadata.namespace);
      const other = earlierRoute(route, sharing);
      if (other === undefined) continue;
      const name = displayName(keyOf(other));
      if (told.has(name)) continue;
      told.add(name);
      if (!kumaParents(route, context).some(({ kind }) => kind === "Service")) return;
      const theirs = placedMatches(other, "Service").find((placed) => placed.key === key);
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
