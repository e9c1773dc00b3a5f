import type { Severity } from "../diagnostic.ts";
import type { KubeKind, ObjectKey } from "../kubernetes/object.ts";
import type { FixPlan, RuleContext } from "./rule.ts";

/**
 * What it means that an object is not in the files. `known`: somebody declared it, or it is here but the API server would refuse it
 * (which is a finding of its own). `certain`: it does not exist. `unsure`: another repository may define it.
 */
export type Absence = "known" | "certain" | "unsure";

export function absenceOf(key: ObjectKey, context: RuleContext): Absence {
  const kind: KubeKind = { group: key.group, kind: key.kind, namespaced: key.namespace !== "" };
  if (context.world.isExternal(key)) return "known";
  if (context.cluster.lookup(kind, key.namespace, key.name) !== "absent") return "known";
  if (context.world.complete) return "certain";
  // Classes, meshes and the like are mostly made once for the whole cluster, wherever; siblings here say nothing about them.
  if (key.namespace === "") return "unsure";
  return context.cluster.list(kind, key.namespace).length > 0 ? "certain" : "unsure";
}

/** Error where the object surely does not exist, warning where it may be elsewhere, nothing where it is known to exist. */
export function severityOfAbsence(key: ObjectKey, context: RuleContext): Severity | undefined {
  const absence = absenceOf(key, context);
  return absence === "known" ? undefined : absence === "certain" ? "error" : "warning";
}

/** What is said after the sentence about the missing object, where the files cannot know. */
export function unsureNote(key: ObjectKey, context: RuleContext): string {
  const zones = context.world.elsewhere(key);
  if (zones.length > 0) return ` It exists only in ${zones.join(", ")}.`;
  return absenceOf(key, context) === "unsure"
    ? " It is not in these files; if it is made elsewhere, declare it as external."
    : "";
}

/** Offered where the object may be defined outside of the files. */
export function declareExternal(key: ObjectKey): FixPlan {
  return { title: `Declare ${key.kind} "${key.name}" as external`, changes: [{ declareExternal: key }] };
}
