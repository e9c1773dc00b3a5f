import type { FieldPath, JsonObject, ObjectKey } from "../kubernetes/object.ts";

/** A place in an authored object, free of text positions. A path that the author left out stands for its nearest written parent. */
export interface Place {
  readonly object: ObjectKey;
  readonly path: FieldPath;
  /** What of the field is meant; `value` unless said. `entry` is key and value together. */
  readonly side?: "key" | "value" | "entry";
}

/** "The field at `path` of a generated object (and what lies below it, unless a longer path says otherwise) came from these places." */
export interface Origin {
  readonly path: FieldPath;
  readonly from: readonly Place[];
  /** What lies below came from the fields of the same names below the (only) place. Read through `originOf` or `allOrigins`. */
  readonly fieldByField?: true;
}

/** An object that the control plane makes, with where each of its fields came from. */
export interface Generated {
  readonly key: ObjectKey;
  readonly object: JsonObject;
  readonly origins: readonly Origin[];
}

/** A status condition and the authored places that decided it. */
export interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
  readonly causes?: readonly Place[];
}

/** Why an object never came to be. `by` is `schema`, `decode`, `not-served`, `api-server`, `not-watched`, or a webhook's name. */
export interface Refusal {
  readonly key: ObjectKey;
  readonly by: string;
  readonly message?: string;
  readonly errors?: readonly JsonObject[];
  readonly causes?: readonly Place[];
}

/** A reconciliation that ended in an error: nothing after it happened, and only the control plane's log tells. */
export interface ReconcileError {
  readonly key: ObjectKey;
  readonly message: string;
  readonly causes?: readonly Place[];
}
