import type { Candidate } from "./completion-value.ts";
import type { Mentions, WordKind } from "./mentions.ts";

/** Words that other manifests use where anything goes. */
export function words(mentions: Mentions, kind: WordKind): readonly Candidate[] {
  return ranked(mentions.words(kind));
}

const mostWords = 500;

/** The most used first. */
export function ranked(counts: ReadonlyMap<string, number>): readonly Candidate[] {
  return [...counts]
    .sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
    .slice(0, mostWords)
    .map(([value, times]): Candidate => ({ value, detail: times === 1 ? "used once" : `used ${times} times` }));
}

export function labelValues(mentions: Mentions, label: string): readonly Candidate[] | undefined {
  const values = words(mentions, `value of ${label}`);
  return values.length === 0 ? undefined : values;
}

const usualHeaders = [
  "accept",
  "accept-language",
  "authorization",
  "cache-control",
  "content-type",
  "cookie",
  "host",
  "origin",
  "user-agent",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-request-id",
];

/** Those in use, then those that everybody knows. */
export function headers(mentions: Mentions): readonly Candidate[] {
  const used = words(mentions, "header");
  const rest = usualHeaders.filter((name) => !used.some(({ value }) => value === name));
  return [...used, ...rest.map((value): Candidate => ({ value, rank: 1 }))];
}
