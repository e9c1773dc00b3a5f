import { defineRule } from "./rule.ts";

export const backendNone = defineRule<{ readonly rule: number }>({
  code: "backend-none",
  severity: "error",
  says: () =>
    "A rule at a Gateway needs a backendRef or a redirect; Kuma's webhook refuses the MeshHTTPRoute without, and all other rules of the route with it.",
  fixes: ({ at, args }) => [
    {
      title: "Remove this rule",
      changes: [{ remove: { object: at.object, path: ["spec", "rules", args.rule] } }],
    },
  ],
});
