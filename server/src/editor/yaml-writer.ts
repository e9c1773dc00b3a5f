import type { TextRange } from "../diagnostic.ts";
import type { FieldPath, Json, JsonObject } from "../kubernetes/object.ts";
import { plainOrQuoted, renderAfterKey } from "../yaml/render.ts";

/** Writes YAML as kubectl does and knows where each field came to stand. */
export interface YamlWriter {
  line(text: string): void;
  /** Writes an object; `note` is told the range of every field and item: key and value together. */
  object(value: JsonObject, note: (path: FieldPath, range: TextRange) => void): void;
  length(): number;
  text(): string;
}

export function createYamlWriter(): YamlWriter {
  const chunks: string[] = [];
  let length = 0;

  function put(text: string): void {
    chunks.push(text);
    length += text.length;
  }

  function fields(
    value: JsonObject,
    column: number,
    path: FieldPath,
    note: (path: FieldPath, range: TextRange) => void,
  ): void {
    let first = true;
    for (const [name, field] of Object.entries(value)) {
      if (field === undefined) continue;
      if (!first) put(`\n${" ".repeat(column)}`);
      first = false;
      const start = length;
      const here = [...path, name];
      put(`${plainOrQuoted(name, "key")}:`);
      if (isList(field) && field.length > 0) {
        put(`\n${" ".repeat(column)}`);
        items(field, column, here, note);
      } else if (isFilled(field)) {
        put(`\n${" ".repeat(column + 2)}`);
        fields(field, column + 2, here, note);
      } else put(renderAfterKey(field, column, {}));
      note(here, { start, end: length });
    }
  }

  function items(
    value: readonly Json[],
    column: number,
    path: FieldPath,
    note: (path: FieldPath, range: TextRange) => void,
  ): void {
    value.forEach((item, at) => {
      if (at > 0) put(`\n${" ".repeat(column)}`);
      const start = length;
      const here = [...path, at];
      put("- ");
      if (isList(item) && item.length > 0) items(item, column + 2, here, note);
      else if (isFilled(item)) fields(item, column + 2, here, note);
      else put(renderAfterKey(item, column, {}).slice(1));
      note(here, { start, end: length });
    });
  }

  return {
    line: (text) => put(`${text}\n`),
    object(value, note) {
      const start = length;
      fields(value, 0, [], note);
      note([], { start, end: length });
      put("\n");
    },
    length: () => length,
    text: () => chunks.join(""),
  };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isFilled(value: Json): value is JsonObject {
  return (
    value !== null &&
    typeof value === "object" &&
    !isList(value) &&
    Object.values(value).some((field) => field !== undefined)
  );
}
