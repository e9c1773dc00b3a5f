import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import { defineAdvice } from "./rule.ts";

export const gatewayNotSupported = defineAdvice({
  code: "gateway-not-supported",
  kinds: [gatewayKind],
  severity: "warning",
  says: (_: object, { controlPlane }) =>
    `Kuma ${controlPlane.behavior.release} has no builtin gateways: nobody takes care of this Gateway, and nothing is made of it.`,
  *check(gateway, { cluster, controlPlane }) {
    if (controlPlane.behavior.gateways) return;
    const name = gateway.spec.gatewayClassName;
    const gatewayClass = cluster.get(gatewayClassKind, "", name);
    if (gatewayClass === undefined ? name !== "kuma" : gatewayClass.spec.controllerName !== controllerName) return;
    yield { at: at(keyOf(gateway), "spec", "gatewayClassName"), args: {} };
  },
});
