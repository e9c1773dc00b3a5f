import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** Of no consequence to what is matched, but to whoever looks for the path in the generated resources. */
export const matchPathTrailingSlash = defineAdvice({
  code: "match-path-trailing-slash",
  kinds: [httpRouteKind],
  severity: "hint",
  says: ({ path }: { readonly path: string }) =>
    `Kuma writes the prefix "${path}" as "${path.slice(0, -1)}" in the MeshHTTPRoute: both take "${path.slice(0, -1)}" and what lies below it.`,
  *check(route, context) {
    for (const [rule, { matches }] of route.spec.rules.entries()) {
      for (const [index, { path }] of matches.entries()) {
        if (path.type !== "PathPrefix" || path.value === "/" || !path.value.endsWith("/")) continue;
        if (!concernsKuma(route, context)) return;
        const where = at(keyOf(route), "spec", "rules", rule, "matches", index, "path", "value");
        yield { at: where, args: { path: path.value } };
      }
    }
  },
  fixes: ({ at, args }) => {
    const value = args.path.slice(0, -1);
    return [{ title: `Change to "${value}"`, changes: [{ set: at, value }], preferred: true }];
  },
});
