import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { backendReferences } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

export const upgrade30ExternalService = defineAdvice({
  code: "upgrade-3-0-external-service",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ name }: { readonly name: string }) =>
    `Kuma 3.0 has no ExternalServices: the backend "${name}" is then refused as InvalidKind, and a MeshExternalService cannot be a backend of an HTTPRoute.`,
  *check(route, context) {
    if (leavesGateways(context) === undefined) return;
    for (const { ref, at } of backendReferences(route)) {
      if (ref.kind !== "ExternalService" || ref.group !== "kuma.io") continue;
      yield { at: { ...at, path: [...at.path, "kind"] }, args: { name: ref.name } };
    }
  },
});
