import type { ObjectKey } from "../kubernetes/object.ts";
import type { Condition, Place, ReconcileError, Refusal } from "./place.ts";

/**
 * What the translation finds wrong or without effect, as data: the code and what its wording needs. Each code has one file in
 * `rules/` that gives it words, severity and fixes; a code without one does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled below, one line a code
export interface ProblemArgs {}

export type ProblemCode = keyof ProblemArgs;

/** What a user would see in the cluster: rendered verbatim as a diagnostic's `because`. */
export type Because =
  | {
      /** A condition of `of`; of one of its parents (`parent` as `ns/name`) or listeners where it has them. */
      readonly condition: Condition;
      readonly of: ObjectKey;
      readonly parent?: string;
      readonly listener?: string;
    }
  | { readonly refusal: Refusal }
  | { readonly error: ReconcileError };

export interface RelatedPlace {
  readonly at: Place;
  readonly message: string;
}

export type Problem = {
  readonly [Code in ProblemCode]: {
    readonly code: Code;
    readonly at: Place;
    readonly args: ProblemArgs[Code];
    readonly because?: Because;
    readonly related?: readonly RelatedPlace[];
  };
}[ProblemCode];
