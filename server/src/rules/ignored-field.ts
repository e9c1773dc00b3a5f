import type { Place } from "../kuma/place.ts";
import type { FixPlan } from "./rule.ts";

/** For what has no effect. Never done unasked: it takes away what somebody meant, though Kuma does not hear it. */
export function removeFix(at: Place, title = `Remove ${String(at.path.at(-1))}`): readonly FixPlan[] {
  return [{ title, changes: [{ remove: { object: at.object, path: at.path } }] }];
}
