import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

export const listenerRouteKindsInvalid = defineRule<{ readonly kinds: readonly string[] }>({
  code: "listener-route-kinds-invalid",
  severity: "error",
  says: ({ kinds }) =>
    `Kuma's listeners take HTTPRoutes only, not ${oneOf(kinds)}: the listener is generated, but reported as not programmed.`,
  fixes: ({ at }) =>
    at.path.at(-1) === "kinds" || typeof at.path.at(-1) === "number" || at.path.includes("kinds")
      ? [
          {
            title: "Remove the kind",
            changes: [{ remove: { object: at.object, path: at.path.slice(0, at.path.indexOf("kinds") + 2) } }],
          },
        ]
      : [],
});
