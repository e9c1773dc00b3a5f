import { defineRule } from "./rule.ts";

export const routeRulesEmpty = defineRule<{ readonly route: string }>({
  code: "route-rules-empty",
  severity: "error",
  marks: "entry",
  says: () => "A route with an empty list of rules is refused when Kuma writes its MeshHTTPRoute, and gets no status.",
});
