/**
 * Where something of a declaration exists. A list means "any of these"; an empty object means everywhere. Versions are
 * `major.minor`; `until` names the last one that has it.
 */
export type When = Span | readonly Span[];

export interface Span {
  readonly since?: string;
  readonly until?: string;
  readonly channel?: Channel;
}

export type Channel = "standard" | "experimental";

/** What a declaration is compiled for: a bundle of the Gateway API, or a release of Kuma (which has no channels). */
export interface Edition {
  readonly version: string;
  readonly channel?: Channel;
}

export function since(version: string, channel?: Channel): Span {
  return channel === undefined ? { since: version } : { since: version, channel };
}

export function until(version: string, channel?: Channel): Span {
  return channel === undefined ? { until: version } : { until: version, channel };
}

export function between(first: string, last: string, channel?: Channel): Span {
  return channel === undefined ? { since: first, until: last } : { since: first, until: last, channel };
}

/** Began in the experimental channel and reached the standard one later. */
export function graduates(experimental: string, standard: string): readonly Span[] {
  return [
    { since: standard, channel: "standard" },
    { since: experimental, channel: "experimental" },
  ];
}

/** A value that is not the same everywhere: the first whose span fits, else `otherwise`. */
export interface Varying<T> {
  readonly cases: readonly (readonly [When, T])[];
  readonly otherwise: T | undefined;
}

export function varies<T>(cases: readonly (readonly [When, T])[], otherwise?: T): Varying<T> {
  return { cases, otherwise };
}

export function exists(when: When | undefined, edition: Edition): boolean {
  if (when === undefined) return true;
  if (!isList(when)) return inSpan(when, edition);
  return when.some((span) => inSpan(span, edition));
}

export function resolve<T>(value: T | Varying<T> | undefined, edition: Edition): T | undefined {
  if (!isVarying(value)) return value;
  const found = value.cases.find(([when]) => exists(when, edition));
  return found === undefined ? value.otherwise : found[1];
}

/** "since 1.5 (since 1.3 in the experimental channel)", or undefined where nothing limits it. */
export function describeWhen(when: When | undefined): string | undefined {
  if (when === undefined) return undefined;
  const spans = (isList(when) ? when : [when]).map(describeSpan);
  return spans.length === 0 ? undefined : spans.join("; ");
}

/** Orders `1.9` before `1.10`, and `3.0-dev` like `3.0`. */
export function compareVersions(a: string, b: string): number {
  const [majorA, minorA] = numbers(a);
  const [majorB, minorB] = numbers(b);
  return majorA - majorB || minorA - minorB;
}

function inSpan(span: Span, edition: Edition): boolean {
  if (span.channel !== undefined && span.channel !== edition.channel) return false;
  if (span.since !== undefined && compareVersions(edition.version, span.since) < 0) return false;
  return span.until === undefined || compareVersions(edition.version, span.until) <= 0;
}

function describeSpan(span: Span): string {
  const words = [
    span.since === undefined ? "" : `since ${span.since}`,
    span.until === undefined ? "" : `until ${span.until}`,
    span.channel === undefined ? "" : `in the ${span.channel} channel`,
  ];
  return words.filter((word) => word !== "").join(" ");
}

function numbers(version: string): readonly [number, number] {
  const [major, minor] = version.split(".");
  return [Number.parseInt(major ?? "0", 10) || 0, Number.parseInt(minor ?? "0", 10) || 0];
}

function isList(when: When): when is readonly Span[] {
  return Array.isArray(when);
}

function isVarying<T>(value: T | Varying<T> | undefined): value is Varying<T> {
  return typeof value === "object" && value !== null && "cases" in value && "otherwise" in value;
}
