import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

const supported: ReadonlySet<string> = new Set([
  "RequestHeaderModifier",
  "ResponseHeaderModifier",
  "RequestMirror",
  "RequestRedirect",
  "URLRewrite",
]);

const instead: Readonly<Record<string, string>> = {
  ExternalAuth: " (MeshExternalAuthorization or a MeshProxyPatch can do such things)",
  CORS: " (a MeshProxyPatch can add Envoy's CORS filter)",
};

export const filterUnsupported = defineAdvice({
  code: "filter-unsupported",
  kinds: [httpRouteKind],
  severity: "warning",
  tags: ["unnecessary"],
  says: ({ type }: { readonly type: string }) =>
    `Kuma drops ${type} filters without a word: the requests are served as if it were not there${instead[type] ?? ""}.`,
  *check(route, context) {
    for (const [rule, { filters }] of route.spec.rules.entries()) {
      for (const [index, { type }] of (filters ?? []).entries()) {
        if (supported.has(type)) continue;
        if (!concernsKuma(route, context)) return;
        yield { at: at(keyOf(route), "spec", "rules", rule, "filters", index, "type"), args: { type } };
      }
    }
  },
  fixes: ({ at }) => [
    {
      title: "Remove the filter",
      changes: [{ remove: { object: at.object, path: at.path.slice(0, -1) } }],
    },
  ],
});
