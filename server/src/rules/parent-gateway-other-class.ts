import { absenceOf } from "./absence.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly gateway: string;
  readonly class: string;
  readonly controller: string;
}

/** A class that is nowhere is told at the Gateway. */
export const parentGatewayOtherClass = defineRule<Args>({
  code: "parent-gateway-other-class",
  severity: (args, context) => {
    const key = { group: "gateway.networking.k8s.io", kind: "GatewayClass", namespace: "", name: args.class };
    return args.controller === "" && absenceOf(key, context) !== "certain" ? undefined : "information";
  },
  says: ({ gateway, class: name, controller }) =>
    controller === ""
      ? `Gateway "${gateway}" is of class "${name}", which does not exist: Kuma ignores this parentRef.`
      : `Gateway "${gateway}" is of class "${name}", which belongs to "${controller}": Kuma makes nothing of this parentRef.`,
});
