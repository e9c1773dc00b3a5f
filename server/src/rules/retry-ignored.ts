import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { policyFixes } from "./policy-fix.ts";
import { defineAdvice } from "./rule.ts";

export const retryIgnored = defineAdvice({
  code: "retry-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: (_: object) => "Kuma ignores the retry of an HTTPRoute; a MeshRetry sets it.",
  *check(route, context) {
    for (const [rule, { retry }] of route.spec.rules.entries()) {
      if (retry === undefined) continue;
      if (!concernsKuma(route, context)) return;
      yield { at: at(keyOf(route), "spec", "rules", rule, "retry"), args: {} };
    }
  },
  fixes: ({ at }, context) => {
    const route = context.cluster.get(httpRouteKind, at.object.namespace, at.object.name);
    const retry = route?.spec.rules[Number(at.path[2])]?.retry;
    if (route === undefined || retry === undefined) return removeFix(at);
    const http = {
      ...(retry.attempts === undefined ? {} : { numRetries: retry.attempts }),
      ...(retry.backoff === undefined ? {} : { backOff: { baseInterval: retry.backoff } }),
      retryOn: retry.codes === undefined || retry.codes.length === 0 ? ["5xx"] : retry.codes.map(String),
    };
    return [...policyFixes("MeshRetry", { http }, route, at, context), ...removeFix(at)];
  },
});
