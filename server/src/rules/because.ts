import { displayName } from "../kubernetes/object.ts";
import type { Condition } from "../kuma/place.ts";
import type { Because } from "../kuma/problem.ts";

/** What a user would find in the cluster, in the cluster's own words, so that one can search for it. */
export function becauseText(because: Because): string {
  if ("condition" in because) {
    const { of, parent, listener, condition } = because;
    const where = [
      `${of.kind} ${displayName(of)}`,
      ...(parent === undefined ? [] : [`parent ${parent}`]),
      ...(listener === undefined ? [] : [`listener ${listener}`]),
    ];
    return `${where.join(", ")}: ${conditionText(condition)}`;
  }
  if ("refusal" in because) {
    const { key, by, message, errors } = because.refusal;
    const texts = message === undefined ? (errors ?? []).map(errorText) : [message];
    return `${key.kind} ${displayName(key)} refused by ${by}: ${texts.join("; ")}`;
  }
  return `${because.error.key.kind} ${displayName(because.error.key)}, log of the control plane: ${because.error.message}`;
}

function conditionText({ type, status, reason, message }: Condition): string {
  return message === "" ? `${type}=${status}, ${reason}` : `${type}=${status}, ${reason}: ${JSON.stringify(message)}`;
}

function errorText(error: object): string {
  const { field, detail } = error as { field?: unknown; detail?: unknown };
  return [field, detail].filter((part) => typeof part === "string" && part !== "").join(": ");
}
