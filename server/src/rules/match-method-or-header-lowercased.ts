import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** Of no consequence to requests, but to whoever looks for the name in the generated resources. */
export const matchMethodOrHeaderLowercased = defineAdvice({
  code: "match-method-or-header-lowercased",
  kinds: [httpRouteKind],
  severity: "hint",
  says: ({ name }: { readonly name: string }) =>
    `Kuma writes names of headers in lower case: "${name}" is "${name.toLowerCase()}" in the MeshHTTPRoute.`,
  *check(route, context) {
    for (const [rule, { matches }] of route.spec.rules.entries()) {
      for (const [index, { headers }] of matches.entries()) {
        for (const [header, { name }] of (headers ?? []).entries()) {
          if (name === name.toLowerCase()) continue;
          if (!concernsKuma(route, context)) return;
          const path = ["spec", "rules", rule, "matches", index, "headers", header, "name"];
          yield { at: at(keyOf(route), ...path), args: { name } };
        }
      }
    }
  },
  fixes: ({ at, args }, { cluster }) => {
    const lower = args.name.toLowerCase();
    const route = cluster.get(httpRouteKind, at.object.namespace, at.object.name);
    const headers = route?.spec.rules[Number(at.path[2])]?.matches[Number(at.path[4])]?.headers ?? [];
    return headers.some(({ name }) => name === lower)
      ? []
      : [{ title: `Change to "${lower}"`, changes: [{ set: at, value: lower }], preferred: true }];
  },
});
