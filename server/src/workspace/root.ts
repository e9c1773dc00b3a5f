import { type ObjectKey, keyText } from "../kubernetes/object.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Step, View } from "../kuma/view.ts";

/** What Kuma reconciles: the kinds whose objects are translated, each by its step. */
const steps: Readonly<Record<string, Step<Outcome>>> = {};

/** What the control plane makes of one object; `undefined` where it is of a kind that no controller looks at. */
export function outcomeOf(view: View, key: ObjectKey): Outcome | undefined {
  const step = steps[`${key.group}/${key.kind}`];
  return step === undefined ? undefined : view.ask(step, keyText(key));
}
