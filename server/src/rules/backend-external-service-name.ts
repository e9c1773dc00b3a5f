import { defineRule } from "./rule.ts";

export const backendExternalServiceName = defineRule<{ readonly name: string; readonly service: string }>({
  code: "backend-external-service-name",
  severity: "error",
  says: ({ name, service }) =>
    `ExternalService "${name}" is called "${service}" in the mesh, which Kuma's webhook does not take as a backend's name (lower case letters, digits, "-", "." and "_"): the whole route is refused.`,
});
