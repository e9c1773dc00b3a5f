import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { nearest } from "../kubernetes/nearest.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import { objectKey } from "./object-key.ts";
import { defineAdvice } from "./rule.ts";

export const gatewayClassOtherController = defineAdvice({
  code: "gateway-class-other-controller",
  kinds: [gatewayKind],
  severity: "information",
  says: ({ name, controller }: { readonly name: string; readonly controller: string }) =>
    `GatewayClass "${name}" belongs to "${controller}", not to Kuma ("${controllerName}"): Kuma makes nothing of this Gateway.`,
  *check(gateway, { cluster }) {
    const name = gateway.spec.gatewayClassName;
    const gatewayClass = cluster.get(gatewayClassKind, "", name);
    if (gatewayClass === undefined) return;
    const controller = gatewayClass.spec.controllerName;
    if (controller === controllerName) return;
    yield {
      at: at(keyOf(gateway), "spec", "gatewayClassName"),
      args: { name, controller },
      related: [{ at: at(keyOf(gatewayClass), "spec", "controllerName"), message: "the class's controller" }],
    };
  },
  fixes: ({ args }) =>
    nearest(args.controller, [controllerName]) === undefined
      ? []
      : [
          {
            title: `Change the class's controller to "${controllerName}"`,
            changes: [
              {
                set: { object: objectKey(gatewayClassKind, "", args.name), path: ["spec", "controllerName"] },
                value: controllerName,
              },
            ],
          },
        ],
});
