import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

export const routeWithoutParents = defineAdvice({
  code: "route-without-parents",
  kinds: [httpRouteKind],
  severity: "information",
  says: ({ name }: { readonly name: string }) => `HTTPRoute "${name}" has no parentRefs, so Kuma makes nothing of it.`,
  *check(route) {
    if ((route.spec.parentRefs?.length ?? 0) > 0) return;
    yield { at: at(keyOf(route), "metadata", "name"), args: { name: route.metadata.name } };
  },
});
