import { defineRule } from "./rule.ts";

export const listenerCrossMeshProtocol = defineRule<{ readonly protocol: string }>({
  code: "listener-cross-mesh-protocol",
  severity: "error",
  says: ({ protocol }) =>
    `The Gateway's class is cross-mesh, where Kuma allows only HTTP: the ${protocol} listener is left out.`,
});
