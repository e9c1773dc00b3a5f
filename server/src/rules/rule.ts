import type { Severity, TextRange } from "../diagnostic.ts";
import type { GroupKind, Json, JsonObject, KubeKind, KubeObject, ObjectKey } from "../kubernetes/object.ts";
import type { Behavior } from "../kuma/behavior.ts";
import type { Place } from "../kuma/place.ts";
import type { Because, RelatedPlace } from "../kuma/problem.ts";
import type { View } from "../kuma/view.ts";

/** What files cannot show of a cluster, as far as somebody told. */
export interface World {
  /** What is not in the files of this cluster does not exist. */
  readonly complete: boolean;
  /** Declared in `.gateway-lens.yaml` as existing outside of the files. */
  isExternal(key: ObjectKey): boolean;
  /** Names of the other clusters of the workspace that hold the object. */
  elsewhere(key: ObjectKey): readonly string[];
  /** The clusters of the project after this one that hold the object and run another release. */
  laterClustersOfOtherRelease?(key: ObjectKey): readonly { readonly cluster: string; readonly view: View }[];
  /** Name of this cluster. */
  readonly cluster: string;
  /** The release that the project plans to upgrade to. */
  readonly upgradeTo?: Behavior;
}

/** What a rule may look at. Reads are recorded, so it should read as little as it can. */
export interface RuleContext extends View {
  readonly world: World;
  /** While one object is checked: what several rules ask about it is worked out once. */
  remember?<T>(what: string, compute: () => T): T;
}

/** Something wrong in a cluster (a `Place`), or in a text that is no object yet (a range). */
export interface Finding<Args = unknown> {
  readonly at: Place | TextRange;
  readonly args: Args;
  readonly because?: Because;
  readonly related?: readonly RelatedPlace[];
}

/** A finding and its code: what admission, translation, checks and reading hand to `render`. */
export interface CodedFinding extends Finding {
  readonly code: string;
}

/** A change of manifests, free of text; `apply-fix.ts` makes exact edits of it. */
export type Change =
  /** Replaces the value there, or adds the field (and what is missing above it). */
  | { readonly set: Place; readonly value: Json }
  /** Adds an item at the end of the list, which is made where it is missing. */
  | { readonly append: Place; readonly value: Json }
  /** Takes out the field or list item; a list or mapping that it leaves empty goes with it. */
  | { readonly remove: Place }
  | { readonly rename: Place; readonly key: string }
  /** Takes out the manifest that the finding is about: its whole document, or its item of a List. */
  | { readonly removeManifest: ObjectKey }
  /** A manifest of its own, in the file of `beside`, after it. */
  | { readonly create: JsonObject; readonly beside: ObjectKey }
  /** An entry of `external` in the project's `.gateway-lens.yaml`, which is made where it is missing. */
  | { readonly declareExternal: ObjectKey }
  /** A comment above the line that keeps the finding silent. */
  | { readonly suppress: string; readonly at: Place | TextRange }
  /** For texts that are no object yet: takes out the entry whose key stands there, or writes something else. */
  | { readonly removeKeyAt: TextRange }
  | { readonly replace: TextRange; readonly text: string };

export interface FixPlan {
  readonly title: string;
  readonly changes: readonly Change[];
  /** The one that is applied without asking which: a correction, never one that takes away what somebody meant. */
  readonly preferred?: boolean;
  /** It mends nothing: it keeps the finding silent. */
  readonly silences?: boolean;
}

/** `At`: where its findings are, a place in a cluster or a range of a text. */
export interface Rule<Args, At = Place> {
  /** Also the file's name, the page's, the word of a suppression, and the argument of `explain`. Never reused. */
  readonly code: string;
  /** `undefined`: say nothing, because nothing can be known. */
  readonly severity: Severity | ((args: Args, context: RuleContext) => Severity | undefined);
  /** One sentence about what happens in Kuma. */
  readonly says: (args: Args, context: RuleContext) => string;
  /** What of the field is underlined, unless the finding says otherwise. */
  readonly marks?: "key" | "value" | "entry";
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
  readonly fixes?: (finding: Finding<Args> & { readonly at: At }, context: RuleContext) => readonly FixPlan[];
}

/** A rule that looks for itself, at one object at a time. */
export interface Advice<T extends KubeObject, Args> extends Rule<Args> {
  readonly kinds: readonly KubeKind<T>[];
  /** Must be quick, and quiet about what another finding already says. */
  readonly check: (object: T, context: RuleContext) => Iterable<Finding<Args>>;
}

/** A rule whose arguments nobody needs to know: what a registry holds. */
export type AnyRule = Rule<never, never>;
export interface AnyAdvice extends AnyRule {
  readonly kinds: readonly GroupKind[];
  readonly check: (object: never, context: RuleContext) => Iterable<Finding>;
}

export function defineRule<Args, At = Place>(rule: Rule<Args, At>): Rule<Args, At> {
  return rule;
}

export function defineAdvice<T extends KubeObject, Args>(advice: Advice<T, Args>): Advice<T, Args> {
  return advice;
}
