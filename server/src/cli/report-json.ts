import type { Report } from "./finding.ts";

/** For scripts; the schema is in docs/check-json.md. */
export function reportJson({ findings, summary }: Report): string {
  return `${JSON.stringify({ version: 1, findings, summary }, undefined, 2)}\n`;
}
