import { defineRule } from "./rule.ts";

export const gatewayNameTooLong = defineRule<{ readonly namespace: string; readonly name: string }>({
  code: "gateway-name-too-long",
  severity: "error",
  says: ({ namespace, name }) =>
    `The generated name joins this one (${name.length} characters) and the namespace's (${namespace.length}), which is more than the 253 that the API server allows, so it is refused.`,
});
