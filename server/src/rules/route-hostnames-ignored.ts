import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const routeHostnamesIgnored = defineAdvice({
  code: "route-hostnames-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "key",
  says: ({ only }: { readonly only: boolean }) =>
    `Kuma ignores hostnames where the parent is a Service: the route is for every host${only ? "" : " there"}.`,
  *check(route, context) {
    if ((route.spec.hostnames?.length ?? 0) === 0) return;
    const kinds = new Set(kumaParents(route, context).map(({ kind }) => kind));
    const only = !kinds.has("Gateway");
    if (kinds.size > (only ? 0 : 1)) yield { at: at(keyOf(route), "spec", "hostnames"), args: { only } };
  },
  fixes: ({ at, args }) => (args.only ? removeFix(at) : []),
});
