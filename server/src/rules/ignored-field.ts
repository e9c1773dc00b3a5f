import type { Place } from "../kuma/place.ts";
import type { FixPlan } from "./rule.ts";

/** For what has no effect. */
export function removeFix(at: Place, title = `Remove ${String(at.path.at(-1))}`): readonly FixPlan[] {
  return [{ title, changes: [{ remove: { object: at.object, path: at.path } }], preferred: true }];
}
