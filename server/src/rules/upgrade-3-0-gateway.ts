import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

export const upgrade30Gateway = defineAdvice({
  code: "upgrade-3-0-gateway",
  kinds: [gatewayClassKind, gatewayKind] as unknown as readonly KubeKind[],
  severity: "warning",
  says: ({ kind }: { readonly kind: string }) =>
    `Kuma 3.0 takes no notice of this ${kind}: its status stays as it was, and what was made of it is deleted with Kuma's own resources; move to a delegated gateway before.`,
  *check(object, context) {
    if (leavesGateways(context) === undefined) return;
    const { cluster } = context;
    const { name, namespace = "" } = object.metadata;
    const className =
      object.kind === "GatewayClass" ? name : (cluster.get(gatewayKind, namespace, name)?.spec.gatewayClassName ?? "");
    const controller = cluster.get(gatewayClassKind, "", className)?.spec.controllerName;
    if (controller !== controllerName && !(controller === undefined && className === "kuma")) return;
    yield { at: at(keyOf(object), "metadata", "name"), args: { kind: object.kind } };
  },
});
