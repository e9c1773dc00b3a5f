import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf } from "../kubernetes/object.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import { at } from "../kuma/trace.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** One that another controller owns makes the Gateway fail instead, which is another finding. */
export const generatedResourceOverwritten = defineAdvice({
  code: "generated-resource-overwritten",
  kinds: [meshGatewayInstanceKind],
  severity: "warning",
  says: ({ kind, gateway }: { readonly kind: string; readonly gateway: string }) =>
    `Kuma makes a ${kind} of this name for Gateway "${gateway}": it takes this one over and writes over its spec.`,
  *check(instance, context) {
    const key = keyOf(instance);
    const gateway = context.cluster.get(gatewayKind, key.namespace, key.name);
    if (gateway === undefined || !isKumas(gateway, context)) return;
    const { ownerReferences } = instance.metadata as {
      readonly ownerReferences?: readonly { readonly controller?: boolean }[];
    };
    if (ownerReferences?.some(({ controller }) => controller === true)) return;
    yield {
      at: at(key, "metadata", "name"),
      args: { kind: key.kind, gateway: `${key.namespace}/${key.name}` },
      related: [{ at: at(keyOf(gateway), "metadata", "name"), message: "the Gateway" }],
    };
  },
});
