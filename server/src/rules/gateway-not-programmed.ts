import { defineRule } from "./rule.ts";

export const gatewayNotProgrammed = defineRule<{ readonly name: string }>({
  code: "gateway-not-programmed",
  severity: "information",
  says: ({ name }) =>
    `No listener of "${name}" is valid, so Kuma makes nothing of this Gateway; what it made before stays as it was.`,
});
