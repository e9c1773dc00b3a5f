import { defineRule } from "./rule.ts";

export const filterHostnameIsAddress = defineRule<{ readonly hostname: string }>({
  code: "filter-hostname-is-address",
  severity: "error",
  says: ({ hostname }) =>
    `"${hostname}" is an IP address, which Kuma's webhook does not take as a hostname: the whole route is refused.`,
});
