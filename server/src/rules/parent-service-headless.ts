import { defineRule } from "./rule.ts";

export const parentServiceHeadless = defineRule<{ readonly namespace: string; readonly name: string }>({
  code: "parent-service-headless",
  severity: "error",
  says: ({ namespace, name }) =>
    `Service "${namespace}/${name}" is headless (clusterIP: None), and Kuma has no MeshService for it to attach to: the route is not attached.`,
});
