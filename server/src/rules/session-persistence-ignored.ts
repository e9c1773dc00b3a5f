import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const sessionPersistenceIgnored = defineAdvice({
  code: "session-persistence-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: (_: object) =>
    "Kuma ignores the sessionPersistence of an HTTPRoute; a MeshLoadBalancingStrategy with a hash policy keeps clients at one backend.",
  *check(route, context) {
    for (const [rule, { sessionPersistence }] of route.spec.rules.entries()) {
      if (sessionPersistence === undefined) continue;
      if (!concernsKuma(route, context)) return;
      yield { at: at(keyOf(route), "spec", "rules", rule, "sessionPersistence"), args: {} };
    }
  },
  fixes: ({ at }) => removeFix(at),
});
