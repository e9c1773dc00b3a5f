import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { matchIdentity } from "./match-identity.ts";
import { defineAdvice } from "./rule.ts";

/** A rule of which nothing is left is told as `rule-unreachable`. */
export const ruleDuplicateMatch = defineAdvice({
  code: "rule-duplicate-match",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "entry",
  tags: ["unnecessary"],
  says: ({ same }: { readonly same: boolean }) =>
    same
      ? "The same match stands earlier in this rule."
      : "The same match stands in an earlier rule, which takes all its requests.",
  *check(route, context) {
    const seen = new Map<string, readonly [rule: number, match: number]>();
    for (const [rule, { matches }] of route.spec.rules.entries()) {
      const earlier = matches.map((match) => seen.get(matchIdentity(match)));
      for (const [index, match] of matches.entries()) {
        const identity = matchIdentity(match);
        const first = seen.get(identity);
        if (first === undefined) {
          seen.set(identity, [rule, index]);
          continue;
        }
        const whole = earlier.every((place) => place !== undefined);
        if (whole && first[0] !== rule) continue;
        if (!concernsKuma(route, context)) return;
        yield {
          at: at(keyOf(route), "spec", "rules", rule, "matches", index),
          args: { same: first[0] === rule },
          related: [
            { at: at(keyOf(route), "spec", "rules", first[0], "matches", first[1]), message: "the earlier match" },
          ],
        };
      }
    }
  },
  fixes: ({ at, args }) => [
    {
      title: "Remove this match",
      changes: [{ remove: { object: at.object, path: at.path } }],
      // One that was meant for its own rule is not taken away unasked.
      ...(args.same ? { preferred: true } : {}),
    },
  ],
});
