import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Counts } from "./run.ts";

/** What does not pass yet: `KIND/NAME [GROUP]` → the ids, or only how many where they are too many to list. */
export type Known = Readonly<Record<string, readonly string[] | number>>;

const file = "test/conformance/known-failures.json";
const listed = 60;

export function readKnown(): Known {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Known) : {};
}

export function writeKnown(known: Known): void {
  const sorted = Object.fromEntries(
    Object.entries(known).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })),
  );
  writeFileSync(file, `${JSON.stringify(sorted, undefined, 2)}\n`);
}

/** The failures that nobody knows of: the ids, or a sentence where only a number is known. */
export function unexpected(known: Known, key: string, { failed }: Counts): readonly string[] {
  const expected = known[key] ?? [];
  if (typeof expected !== "number") return failed.map(({ id }) => id).filter((id) => !expected.includes(id));
  return failed.length <= expected
    ? []
    : [`${failed.length} fail where ${expected} did: ${failed.slice(0, 5).map(({ id }) => id)} …`];
}

/** The list only shrinks: what was not known to fail before is not added, unless the whole group is new. */
export function shrunk(known: Known, key: string, { failed }: Counts): readonly string[] | number | undefined {
  const before = known[key];
  const ids = failed.map(({ id }) => id);
  const now = typeof before === "object" ? ids.filter((id) => before.includes(id)) : ids;
  if (now.length === 0) return undefined;
  if (typeof before === "number" && now.length > before) return before;
  return now.length <= listed || typeof before === "object" ? now : now.length;
}
