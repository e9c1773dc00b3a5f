import type { Answer, Snapshot } from "../analysis.ts";
import type { JsonObject } from "../kubernetes/object.ts";
import { answerDiff, displayOf, type ObjectChange } from "../kuma/answer-diff.ts";
import { releaseNamed, releases } from "../kuma/releases/index.ts";
import { changesText } from "./answer-changes.ts";
import type { Paint } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** `2.13,2.14` or `all`: several releases; `undefined` where one is meant. */
export function releasesOf(kuma: string | undefined): readonly string[] | undefined {
  if (kuma === "all") return releases.map(({ release }) => release);
  if (kuma === undefined || !kuma.includes(",")) return undefined;
  const names = kuma.split(",").map((name) => name.trim());
  const unknown = names.find((name) => releaseNamed(name) === undefined);
  if (unknown !== undefined) {
    throw new UsageError(`--kuma ${unknown}: Gateway Lens knows ${releases.map(({ release }) => release).join(", ")}`);
  }
  return names;
}

/** What changes from one release to the next. */
export interface ReleaseDifference {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly ObjectChange[];
}

/** Two releases or more: what changes from each to the next. */
export function releaseDifferences(
  snapshot: Snapshot,
  cluster: string,
  names: readonly string[],
): readonly ReleaseDifference[] {
  return names.slice(1).flatMap((to, index) => {
    const from = names[index] ?? to;
    const before = snapshot.translate(cluster, from);
    const after = snapshot.translate(cluster, to);
    return before === undefined || after === undefined ? [] : [{ from, to, changes: answerDiff(before, after) }];
  });
}

export function differencesText(differences: readonly ReleaseDifference[], paint: Paint): string {
  return differences
    .map(({ from, to, changes }) => `${paint("bold", `Kuma ${from} → ${to}`)}\n${changesText(changes, paint)}`)
    .join("\n");
}

const legend = "The same letter: the same content, but for metadata and the proxy's image. -: not there.";

/** A row for each object, a column for each release. What differs in every release would hide the rest, so it does not count here. */
export function releaseTable(snapshot: Snapshot, cluster: string, names: readonly string[]): string {
  const columns = names.map((name) => rowsOf(snapshot.translate(cluster, name)));
  const rows = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const width = Math.max(6, ...rows.map(({ length }) => length));
  const lines = [`${"object".padEnd(width)}  ${names.map((name) => name.padStart(5)).join(" ")}`];
  for (const row of rows) {
    const seen: string[] = [];
    const cells = columns.map((column) => {
      const content = column.get(row);
      if (content === undefined) return "-";
      if (!seen.includes(content)) seen.push(content);
      return String.fromCharCode("a".charCodeAt(0) + seen.indexOf(content));
    });
    lines.push(`${row.padEnd(width)}  ${cells.map((cell) => cell.padStart(5)).join(" ")}`);
  }
  return `${lines.join("\n")}\n\n${legend}\n`;
}

function rowsOf(answer: Answer | undefined): Map<string, string> {
  const rows = new Map<string, string>();
  const add = (
    heading: string,
    objects: readonly JsonObject[] | undefined,
    content: (object: JsonObject) => unknown,
  ) => {
    for (const object of objects ?? []) {
      rows.set(`${displayOf(object)}${heading}`, JSON.stringify(content(object) ?? "", withoutImage));
    }
  };
  add("", answer?.generated, ({ spec }) => spec);
  add(" status", answer?.status, ({ status }) => status);
  add(" refused", answer?.refused, ({ by, message }) => [by, message]);
  add(" not created", answer?.generatedRefused, ({ by, message }) => [by, message]);
  add(" in error", answer?.reconcileErrors, () => "");
  return rows;
}

function withoutImage(key: string, value: unknown): unknown {
  return key === "image" ? undefined : value;
}
