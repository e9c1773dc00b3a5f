import { defineRule } from "./rule.ts";

export const parentServiceNameTooLong = defineRule<{ readonly length: number; readonly limit: number }>({
  code: "parent-service-name-too-long",
  severity: "error",
  says: ({ length, limit }) =>
    `The generated name joins those of the route, the Service and their namespaces: ${length} characters, where ${limit} are allowed, so the API server refuses it and the route gets no status.`,
});
