import type { FieldPath, JsonObject, ObjectKey } from "../../kubernetes/object.ts";
import type { Violation as SchemaViolation } from "../../kubernetes/violation.ts";
import type { Refusal } from "../place.ts";
import { validatorWebhook } from "./validator.ts";
import { denial, type Violation } from "./violation.ts";

/** Why an object is not created, with the fields that are to blame. */
export interface Refused {
  readonly refusal: Refusal;
  /** What a client is told, as the control plane's log quotes it. */
  readonly text: string;
  readonly at: readonly FieldPath[];
}

export function refusedByWebhook(key: ObjectKey, webhook: string, message: string, at: readonly FieldPath[]): Refused {
  const text = `admission webhook "${webhook}" denied the request: ${message}`;
  return { refusal: { key, by: webhook, message }, text, at };
}

export function refusedByValidator(key: ObjectKey, found: readonly Violation[]): Refused {
  const message = denial(found);
  return refusedByWebhook(
    key,
    validatorWebhook,
    message,
    found.map(({ at }) => at),
  );
}

/** `by` is `schema` for kinds with a CRD, and `api-server` for Kubernetes' own. */
export function refusedByServer(key: ObjectKey, violations: readonly SchemaViolation[]): Refused {
  const found = violations.filter(({ beyondServer }) => beyondServer !== true);
  const texts = found.map(({ field, detail }) => (field === undefined ? detail : `${field}: ${detail}`));
  const qualified = key.group === "" ? key.kind : `${key.kind}.${key.group}`;
  const list = texts.length > 1 ? `[${texts.join(", ")}]` : texts.join("");
  const text = `${qualified} ${JSON.stringify(key.name)} is invalid: ${list}`;
  const at = found.map(({ path }) => path);
  if (!key.group.includes(".")) return { refusal: { key, by: "api-server", message: text }, text, at };
  const errors = found.map(
    ({ type, field, detail }): JsonObject => ({ type: `FieldValue${type}`, field: field ?? "<nil>", detail }),
  );
  return { refusal: { key, by: "schema", errors }, text, at };
}
