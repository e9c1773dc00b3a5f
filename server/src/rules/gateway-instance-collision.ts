import { defineRule } from "./rule.ts";

export const gatewayInstanceCollision = defineRule<{ readonly kind: string; readonly name: string }>({
  code: "gateway-instance-collision",
  severity: "error",
  says: ({ kind, name }) =>
    `${kind} "${name}" already exists, so Kuma cannot make its own of that name for this Gateway.`,
});
