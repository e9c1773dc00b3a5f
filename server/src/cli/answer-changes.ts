import type { Json } from "../kubernetes/object.ts";
import type { FieldChange, ObjectChange } from "../kuma/answer-diff.ts";
import type { Paint } from "./terminal.ts";

const headings: Readonly<Record<ObjectChange["part"], string>> = {
  refused: "manifests that are refused",
  generated: "resources that Kuma creates",
  status: "conditions",
  generatedRefused: "resources that Kuma may not create",
  reconcileErrors: "reconciliations that end in an error",
};

/** What differs between two answers, as text: `+` only after, `-` only before, `~` with the fields that changed. */
export function changesText(changes: readonly ObjectChange[], paint: Paint): string {
  const lines: string[] = [];
  for (const part of Object.keys(headings) as ObjectChange["part"][]) {
    const ofPart = changes.filter((change) => change.part === part);
    if (ofPart.length === 0) continue;
    lines.push(paint("bold", headings[part]));
    for (const { change, display, fields } of ofPart) {
      if (change === "added") lines.push(paint("cyan", `  + ${display}`));
      else if (change === "removed") lines.push(paint("red", `  - ${display}`));
      else lines.push(`  ~ ${display}`, ...fields.map((field) => `      ${fieldText(field)}`));
    }
  }
  return lines.length === 0 ? "no difference\n" : `${lines.join("\n")}\n`;
}

function fieldText({ path, before, after }: FieldChange): string {
  return `${path.join(".")}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return "(absent)";
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
