import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const filterMirrorShareIgnored = defineAdvice({
  code: "filter-mirror-share-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "entry",
  says: ({ field }: { readonly field: string }) => `Kuma ignores ${field} of a mirror: every request is mirrored.`,
  *check(route, context) {
    for (const [rule, { filters }] of route.spec.rules.entries()) {
      for (const [index, { requestMirror }] of (filters ?? []).entries()) {
        const field =
          requestMirror?.percent !== undefined
            ? "percent"
            : requestMirror?.fraction !== undefined
              ? "fraction"
              : undefined;
        if (field === undefined) continue;
        if (!concernsKuma(route, context)) return;
        const path = ["spec", "rules", rule, "filters", index, "requestMirror", field];
        yield { at: at(keyOf(route), ...path), args: { field } };
      }
    }
  },
  fixes: ({ at }) => removeFix(at),
});
