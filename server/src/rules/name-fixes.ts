import { nearest } from "../kubernetes/nearest.ts";
import type { KubeKind, ObjectKey } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import { absenceOf, declareExternal } from "./absence.ts";
import type { FixPlan, RuleContext } from "./rule.ts";

/** Corrects a misspelled word to the nearest that would be right. */
export function spellingFix(at: Place, word: string, candidates: Iterable<string>): readonly FixPlan[] {
  const near = nearest(word, candidates);
  return near === undefined
    ? []
    : [{ title: `Change to "${near}"`, changes: [{ set: at, value: near }], preferred: true }];
}

/** For a reference to an object that is not there: a similar name of the same namespace, or the word that it exists elsewhere. */
export function missingObjectFixes(at: Place, key: ObjectKey, context: RuleContext): readonly FixPlan[] {
  const kind: KubeKind = { group: key.group, kind: key.kind, namespaced: key.namespace !== "" };
  const siblings = context.cluster.list(kind, key.namespace === "" ? undefined : key.namespace);
  return [
    ...spellingFix(
      at,
      key.name,
      siblings.map(({ metadata }) => metadata.name),
    ),
    ...(absenceOf(key, context) === "unsure" ? [declareExternal(key)] : []),
  ];
}

/** The only value that would be right, or none. */
export function onlyChoiceFix(at: Place, values: readonly (string | number)[]): readonly FixPlan[] {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) return [];
  return [{ title: `Change to ${value}`, changes: [{ set: at, value }], preferred: true }];
}
