// kuma: pkg/core/resources/apis/mesh/validators.go

import type { Report } from "./violation.ts";

export const serviceTag = "kuma.io/service";

/** Tags that only Kuma may set on a gateway's listeners. */
export const reservedListenerTags: readonly string[] = [
  "kuma.io/external-service-name",
  "kuma.io/protocol",
  serviceTag,
  "kuma.io/zone",
];

const nameFormat = /^[a-zA-Z0-9.\-_:/]*$/;
const valueFormat = /^[a-zA-Z0-9.\-_:]*$/;
const selectorFormat = /^(?:[a-zA-Z0-9.\-_:/]*|\*)$/;

export type Tags = Readonly<Record<string, string>>;

export interface TagRules {
  /** Values that select may be `*` and contain slashes; those of a proxy may not. */
  readonly values: "of-proxy" | "of-selector";
  readonly atLeastOne?: boolean;
  readonly service?: "required" | "forbidden";
  readonly reserved?: readonly string[];
}

export function checkTags(tags: Tags, rules: TagRules, report: Report): void {
  const keys = Object.keys(tags).sort();
  if (rules.atLeastOne === true && keys.length === 0) report.add("must have at least one tag");
  for (const key of keys) {
    const value = tags[key] ?? "";
    const at = report.below({ key });
    if (key === "") report.add("tag name must be non-empty");
    if (!nameFormat.test(key)) {
      at.add("tag name must consist of alphanumeric characters, dots, dashes, slashes and underscores");
    }
    if (rules.reserved?.includes(key)) at.add(`tag name must not be ${JSON.stringify(key)}`);
    if (value === "") at.add("tag value must be non-empty");
    if (rules.values === "of-proxy") {
      if (!valueFormat.test(value))
        at.add("tag value must consist of alphanumeric characters, dots, dashes and underscores");
    } else if (!selectorFormat.test(value)) {
      at.add('tag value must consist of alphanumeric characters, dots, dashes, slashes and underscores or be "*"');
    }
  }
  const hasService = Object.hasOwn(tags, serviceTag);
  if (rules.service === "forbidden" && hasService) report.add(`"${serviceTag}" must not be defined`);
  if (rules.service === "required" && !hasService) report.add(`mandatory tag "${serviceTag}" is missing`);
}
