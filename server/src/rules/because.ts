import { displayName } from "../kubernetes/object.ts";
import type { Condition, Refusal } from "../kuma/place.ts";
import type { Because } from "../kuma/problem.ts";

/** What a user would find in the cluster, in the cluster's own words, so that one can search for it. */
export function becauseText(because: Because): string {
  const also = (because.also ?? []).map(becauseText);
  if ("refusal" in because) {
    // The log mostly quotes the refusal, and is what one can search for.
    const said = refusalTexts(because.refusal);
    const log = also.find((text) => said.every((part) => text.includes(part)));
    if (log !== undefined) return also.join("; ");
  }
  return [ownText(because), ...also].join("; ");
}

function ownText(because: Because): string {
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
    const { key, by } = because.refusal;
    return `${key.kind} ${displayName(key)} refused by ${by}: ${refusalTexts(because.refusal).join("; ")}`;
  }
  return `${because.error.key.kind} ${displayName(because.error.key)}, log of the control plane: ${because.error.message}`;
}

function refusalTexts({ message, errors }: Refusal): readonly string[] {
  return message === undefined ? (errors ?? []).map(errorText) : [message];
}

function conditionText({ type, status, reason, message }: Condition): string {
  return message === "" ? `${type}=${status}, ${reason}` : `${type}=${status}, ${reason}: ${JSON.stringify(message)}`;
}

/** How the API server begins such an error. The value that it quotes between differs by version. */
const serverWords: Readonly<Record<string, string>> = {
  FieldValueRequired: "Required value",
  FieldValueDuplicate: "Duplicate value",
  FieldValueInvalid: "Invalid value",
  FieldValueTypeInvalid: "Invalid value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueTooLong: "Too long",
  FieldValueTooMany: "Too many",
};

function errorText(error: object): string {
  const { type, field, detail } = error as { type?: unknown; field?: unknown; detail?: unknown };
  return [field, serverWords[String(type)], detail]
    .filter((part) => typeof part === "string" && part !== "")
    .join(": ");
}
