import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { matchIdentity } from "./match-identity.ts";
import { defineAdvice } from "./rule.ts";

/** A more specific match always goes first, wherever it stands; so only the same match in an earlier rule hides one. */
export const ruleUnreachable = defineAdvice({
  code: "rule-unreachable",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: ({ by }: { readonly by: number }) =>
    `No request reaches this rule: whatever it matches is matched the same way by rule ${by + 1}, which stands before it.`,
  *check(route, context) {
    const seen = new Map<string, number>();
    for (const [rule, { matches }] of route.spec.rules.entries()) {
      const identities = matches.map(matchIdentity);
      const [first] = identities;
      const by = first === undefined ? undefined : seen.get(first);
      if (by !== undefined && identities.every((identity) => seen.has(identity))) {
        if (!concernsKuma(route, context)) return;
        yield {
          at: at(keyOf(route), "spec", "rules", rule, "matches"),
          args: { by },
          related: [{ at: at(keyOf(route), "spec", "rules", by, "matches"), message: "this rule takes the requests" }],
        };
      }
      for (const identity of identities) if (!seen.has(identity)) seen.set(identity, rule);
    }
  },
  fixes: ({ at }) => [
    {
      title: "Remove this rule",
      changes: [{ remove: { object: at.object, path: at.path.slice(0, 3) } }],
    },
  ],
});
