import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { removeFix } from "./ignored-field.ts";
import { backendReferences, concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const backendNamespaceIgnored = defineAdvice({
  code: "backend-namespace-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "entry",
  says: ({ name }: { readonly name: string }) =>
    `ExternalService "${name}" belongs to the mesh, not to a namespace: Kuma looks it up without this one (and yet asks for a ReferenceGrant there).`,
  *check(route, context) {
    if (!context.controlPlane.behavior.gateways) return;
    for (const { ref, at } of backendReferences(route)) {
      if (ref.kind !== "ExternalService" || ref.group !== "kuma.io" || ref.namespace === undefined) continue;
      if (!concernsKuma(route, context)) return;
      yield { at: { ...at, path: [...at.path, "namespace"] }, args: { name: ref.name } };
    }
  },
  fixes: ({ at }) => removeFix(at, "Remove the namespace"),
});
