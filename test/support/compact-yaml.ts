import type { Json, JsonObject } from "../../server/src/kubernetes/object.ts";

/** YAML that takes few lines: whatever fits into one is written in flow style. For expected outputs that people read in a diff. */
export function compactYaml(value: Json, width = 132): string {
  return `${block(value, "", width).join("\n")}\n`;
}

function block(value: Json, indent: string, width: number): readonly string[] {
  const lines = (child: Json, prefix: string): readonly string[] => {
    const line = `${prefix} ${flow(child)}`;
    if (line.length <= width || isScalar(child) || isEmpty(child)) return [line];
    return [prefix, ...block(child, `${indent}  `, width)];
  };
  if (isScalar(value) || isEmpty(value)) return [`${indent}${flow(value)}`];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json) => {
      const line = `${indent}- ${flow(item)}`;
      if (line.length <= width || isScalar(item) || isEmpty(item)) return [line];
      const [first = "", ...rest] = block(item, `${indent}  `, width);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(value as JsonObject).flatMap(([key, child]) =>
    child === undefined ? [] : lines(child, `${indent}${scalar(key)}:`),
  );
}

function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (value === null || typeof value !== "object") return scalar(value);
  const entries = Object.entries(value).flatMap(([key, child]) =>
    child === undefined ? [] : [`${scalar(key)}: ${flow(child)}`],
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

const plain = /^[A-Za-z/*._][A-Za-z0-9/*._-]*(?: [A-Za-z0-9/._-]+)*$/;
const spokenFor = /^(?:y|n|yes|no|on|off|true|false|null|~|\.(?:inf|nan)|\*.*)$/i;

function scalar(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return plain.test(value) && !spokenFor.test(value) && !/^[\d.]+(?:e\d+)?$/i.test(value)
    ? value
    : JSON.stringify(value);
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== "object";
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
