import { since, until } from "../../kubernetes/availability.ts";
import { isIPv4, isIPv6 } from "../../kubernetes/format.ts";
import type { Json } from "../../kubernetes/object.ts";
import type { RuleFailure, RuleOn, SchemaCheck } from "../../kubernetes/schema.ts";
import { wildcardHostPattern } from "./names.ts";
import { firstRepeated } from "./repeated.ts";

interface Address {
  readonly type: string;
  readonly value?: string;
}

// port of: Gateway spec.addresses[], the `oneOf` on type and the formats of value
export const addressShape: SchemaCheck = (self) => {
  if (self.type !== "IPAddress" || isAddressValue(self.value)) return [];
  return [
    {
      type: "Invalid",
      at: [],
      located: false,
      detail: "must validate one and only one schema (oneOf). Found none valid",
    },
    { type: "Invalid", at: ["value"], located: false, detail: "must validate at least one schema (anyOf)" },
    { type: "TypeInvalid", at: ["value"], located: true, detail: "must be of type ipv4" },
  ];
};

/** A format without a type lets a list pass, but neither a number nor an object. */
function isAddressValue(value: Json | undefined): boolean {
  if (value === undefined || Array.isArray(value)) return true;
  return typeof value === "string" && (isIPv4(value) || isIPv6(value));
}

const hostnameWords =
  "valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)";

// port of: Gateway spec.addresses[], hostnames
export const addressRules: readonly RuleOn<Address>[] = [
  {
    name: "address-hostname",
    message: `Hostname value must only contain ${hostnameWords}`,
    when: until("1.3"),
    check: (self) => {
      if (self.type !== "Hostname") return undefined;
      if (self.value === undefined) return { at: [], broken: "no such key: value" };
      return wildcardHostPattern.test(self.value) ? undefined : { at: ["value"] };
    },
  },
  {
    name: "address-hostname",
    message: `Hostname value must be empty or contain only ${hostnameWords}`,
    when: since("1.4"),
    check: (self) =>
      self.type === "Hostname" && self.value !== undefined && !wildcardHostPattern.test(self.value)
        ? { at: ["value"] }
        : undefined,
  },
];

// port of: Gateway spec.addresses, `… values must be unique`
export const addressUniqueRules: readonly RuleOn<readonly Address[]>[] = ["IPAddress", "Hostname"].flatMap((type) => [
  {
    name: `address-${type === "Hostname" ? "hostname" : "ip"}-unique`,
    message: `${type} values must be unique`,
    when: until("1.3"),
    // Before 1.4 the comparison itself broke down at an address without a value.
    check: (self: readonly Address[]) => {
      const bare = self.findIndex((each) => each.type === type && each.value === undefined);
      return bare >= 0 ? { at: [bare], broken: "no such key: value" } : repeatedValue(self, type);
    },
  },
  {
    name: `address-${type === "Hostname" ? "hostname" : "ip"}-unique`,
    message: `${type} values must be unique`,
    when: since("1.4"),
    check: (self: readonly Address[]) => repeatedValue(self, type),
  },
]);

function repeatedValue(addresses: readonly Address[], type: string): RuleFailure | undefined {
  return firstRepeated(addresses, (each) => (each.type === type ? each.value : undefined), "value");
}
